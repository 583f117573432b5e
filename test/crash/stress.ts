import { availableParallelism } from 'node:os';
import { test } from 'node:test';
import { parseArgs } from 'node:util';
import { makeArena } from './arena.ts';
import { runRandomTrials } from './run-random-trials.ts';

// `npm run stress -- --kills 5000 --seed 7`: kills runs at random instants, as the tests do, for as long as one likes, in as many places at
// once as there are processors. `--from N` begins with another trial, `--users N` makes a larger homeserver.
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    users: { type: 'string', default: '60' },
    jobs: { type: 'string', default: String(availableParallelism()) },
  },
});
const [kills = 0, seed = 1, from = 0, users = 60, jobs = 1] = [
  values.kills,
  values.seed,
  values.from,
  values.users,
  values.jobs,
].map(Number);

test(`${kills} kills, seed ${seed}`, { concurrency: true }, async (t) => {
  const lanes = Math.min(jobs, kills);
  await Promise.all(
    Array.from({ length: lanes }, (_, lane) =>
      t.test(`lane ${lane + 1}`, async (inner) => {
        const arena = await makeArena(inner, { users });
        const tell = (line: string): void => inner.diagnostic(line);
        const share = Math.ceil(kills / lanes);
        tell(JSON.stringify(await runRandomTrials(arena, { seed, from: from + lane * 1_000_000, kills: share, tell })));
      }),
    ),
  );
});
