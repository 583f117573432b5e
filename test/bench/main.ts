import { readFileSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startCluster } from '../../src/cli/demo/embedded-cluster.ts';
import { packageRoot } from '../../src/support/package-root.ts';
import { describeMachine } from './describe-machine.ts';
import { measureSize, type SizeResult } from './measure-size.ts';
import { renderReadme } from './render-readme.ts';
import { renderText } from './render-text.ts';

/**
 * Measures floor, apply, plan, verify and rollback on a PostgreSQL of its own: `npm run bench -- [--users 200000,2000000] [--rounds 3]
 * [--peer COMMAND] [--json FILE] [--readme]`; the last writes the results into README.md. Compare figures of one run only: machines are noisy.
 */
const { values } = parseArgs({
  options: {
    users: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '3' },
    peer: { type: 'string' },
    json: { type: 'string' },
    readme: { type: 'boolean', default: false },
  },
});
const sizes = values.users.split(',').map(Number);
const largest = Math.max(...sizes);
const { bavail, bsize } = statfsSync(tmpdir());
// Synapse's rows, MAS's twice, and what a transaction writes of them.
const needed = largest * 8_000;
if (bavail * bsize < needed) throw new Error(`${tmpdir()} needs ${Math.ceil(needed / 2 ** 30)} GiB of space`);

// Autovacuum would come to some of the tables that were just filled, and take their locks and a processor.
const flags = ['shared_buffers=1GB', 'max_wal_size=8GB', 'autovacuum=off'].flatMap((flag) => ['-c', flag]);
const cluster = await startCluster({ postgresFlags: flags });
try {
  const results: SizeResult[] = [];
  for (const users of sizes) {
    const log = (message: string): void => void process.stderr.write(`${users}: ${message}\n`);
    results.push(await measureSize(cluster, { users, rounds: Number(values.rounds), peer: values.peer, log }));
  }
  process.stdout.write(renderText(results));
  const machine = await describeMachine(cluster);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ machine, results }, null, 2)}\n`);
  if (values.readme) {
    const readme = join(packageRoot(), 'README.md');
    const [before, , after] = readFileSync(readme, 'utf8').split(/(?<=<!-- bench -->\n)|(?=<!-- end of bench -->)/);
    if (before === undefined || after === undefined) throw new Error(`${readme} has no place for the results`);
    writeFileSync(readme, `${before}\n${renderReadme(results, machine)}\n\n${after}`);
  }
} finally {
  await cluster.stop();
}
