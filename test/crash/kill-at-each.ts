import assert from 'node:assert/strict';
import type { Arena } from './arena.ts';
import { type Hit, runTrial, type Trial } from './trial.ts';

/**
 * One trial after the other, each of which must hit; gives how many hit where.
 * @throws Error with the first trial that finds something wrong
 */
export async function killAtEach(arena: Arena, trials: readonly Trial[]): Promise<Readonly<Record<Hit, number>>> {
  const hits: Record<Hit, number> = { before: 0, within: 0, after: 0, ended: 0 };
  const known = { remains: new Set<string>() };
  for (const trial of trials) {
    try {
      for (const hit of await runTrial(arena, trial, known)) hits[hit] += 1;
      assert.equal(hits.ended, 0, 'it was not killed');
    } catch (error) {
      throw new Error(JSON.stringify(trial), { cause: error });
    }
  }
  return hits;
}
