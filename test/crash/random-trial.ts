import { type Random, randomOf } from '../fuzz/random.ts';
import type { Kill, Killed } from './run-to-kill.ts';
import type { Trial } from './trial.ts';

/** How long a run takes that nobody kills, in milliseconds: from its first line, and from the one that tells of the commit. */
export type Durations = Readonly<Record<Trial['command'], Pick<Killed, 'durationMs' | 'tailMs'>>>;

/**
 * The trial of this number. Each instant of a run is as likely as any other, but that every third kill comes after the commit, which is
 * short. Equal numbers give equal shares of the time.
 */
export function randomTrial(seed: number, number: number, durations: Durations): Trial {
  const random = randomOf(seed, number);
  const command = random.onceIn(3) ? 'rollback' : 'apply';
  const kill = at(random, durations[command]);
  const next = random.pick(['apply', 'rollback'] as const);
  return random.onceIn(4)
    ? { command, kill, next, nextKill: at(random, { ...durations[next], tailMs: 0 }) }
    : { command, kill, next };
}

function at(random: Random, { durationMs, tailMs }: Durations['apply']): Kill {
  const share = random.below(1000) / 1000;
  return random.onceIn(3) && tailMs > 0
    ? { of: 'commit', afterMs: Math.round(share * tailMs) }
    : { afterMs: Math.round(share * durationMs) };
}
