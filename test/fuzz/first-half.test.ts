import { test } from 'node:test';
import { fuzzConfigs } from './fuzz-configs.ts';

test('mutated configurations, the first half: no crash, a place for everything, no secret', (t) =>
  fuzzConfigs(t, { part: 0, of: 2 }));
