import { statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { parseArgs } from 'node:util';
import { startCluster } from '../../src/cli/demo/embedded-cluster.ts';
import { measureSize, type SizeResult } from './measure-size.ts';
import { renderText } from './render-text.ts';

/**
 * Measures floor, apply, plan, verify and rollback on a PostgreSQL of its own: `npm run bench -- [--users 200000,2000000] [--rounds 3]
 * [--peer COMMAND] [--json FILE]`. Compare figures of one run only: machines are noisy.
 */
const { values } = parseArgs({
  options: {
    users: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '3' },
    peer: { type: 'string' },
    json: { type: 'string' },
  },
});
const sizes = values.users.split(',').map(Number);
const largest = Math.max(...sizes);
const { bavail, bsize } = statfsSync(tmpdir());
// Synapse's rows, MAS's twice, and what a transaction writes of them.
const needed = largest * 8_000;
if (bavail * bsize < needed) throw new Error(`${tmpdir()} needs ${Math.ceil(needed / 2 ** 30)} GiB of space`);

const cluster = await startCluster({ postgresFlags: ['-c', 'shared_buffers=256MB', '-c', 'max_wal_size=8GB'] });
try {
  const results: SizeResult[] = [];
  for (const users of sizes) {
    const log = (message: string): void => void process.stderr.write(`${users}: ${message}\n`);
    results.push(await measureSize(cluster, { users, rounds: Number(values.rounds), peer: values.peer, log }));
  }
  process.stdout.write(renderText(results));
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
} finally {
  await cluster.stop();
}
