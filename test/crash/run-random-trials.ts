import assert from 'node:assert/strict';
import type { Arena } from './arena.ts';
import { type Durations, randomTrial } from './random-trial.ts';
import { runToKill } from './run-to-kill.ts';
import { type Hit, type Knowledge, runTrial } from './trial.ts';

/** How many kills came before a commit, between the commit and the line that tells of it, after it, and too late. */
export type Hits = Readonly<Record<Hit, number>>;

export interface RandomTrials {
  readonly seed: number;
  /** The first number. */
  readonly from: number;
  /** How many kills; a run that was faster than its kill does not count. */
  readonly kills: number;
  readonly tell?: (line: string) => void;
}

/**
 * Kills runs at random instants until there were enough.
 * @throws AssertionError with the number of the trial and how to have it again
 */
export async function runRandomTrials(arena: Arena, { seed, from, kills, tell }: RandomTrials): Promise<Hits> {
  const durations = { ...(await measure(arena)) };
  const hits: Record<Hit, number> = { before: 0, within: 0, after: 0, ended: 0 };
  // How fast they are changes with what else the machine has to do.
  const known: Knowledge = {
    remains: new Set(),
    ended: (command, run) => {
      durations[command] = run;
    },
  };
  for (let number = from; hits.before + hits.within + hits.after < kills; number += 1) {
    assert.ok(hits.ended <= kills, 'most runs are faster than their kills');
    const trial = randomTrial(seed, number, durations);
    try {
      for (const hit of await runTrial(arena, trial, known)) hits[hit] += 1;
    } catch (error) {
      const what = `Trial ${number} of seed ${seed}: ${JSON.stringify(trial)}`;
      const again = `npm run stress -- --seed ${seed} --from ${number} --kills 1`;
      throw new Error(`${what}\nOnce more: ${again}`, { cause: error });
    }
    if ((number - from + 1) % 50 === 0) tell?.(`${number - from + 1} trials: ${JSON.stringify(hits)}`);
  }
  return hits;
}

async function measure(arena: Arena): Promise<Durations> {
  await arena.forget();
  const never = { afterMs: 600_000 };
  const apply = await runToKill(arena.apply, arena.cwd, never);
  const rollback = await runToKill(['rollback', 'plan.yaml'], arena.cwd, never);
  return { apply, rollback };
}
