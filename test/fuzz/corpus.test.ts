import { test } from 'node:test';
import { checkCorpus } from './fuzz-configs.ts';

test('the corpus as it is: every rule runs, a place for everything, no secret', (t) => checkCorpus(t));
