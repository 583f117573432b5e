import { test } from 'node:test';
import { fuzzConfigs } from './fuzz-configs.ts';

test('mutated configurations, the second half: no crash, a place for everything, no secret', (t) =>
  fuzzConfigs(t, { part: 1, of: 2 }));
