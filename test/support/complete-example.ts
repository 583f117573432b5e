import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Server } from '../../src/cli/demo/embedded-cluster.ts';
import { fillExample } from '../../src/cli/demo/fill-example.ts';
import { type WrittenExample, writeExample } from '../../src/cli/demo/write-example.ts';
import { packageRoot } from '../../src/support/package-root.ts';

/** The example of the demo with a MAS whose configuration has all that Synapse's has: nothing to prepare but backups. */
export function writeCompleteExample(
  directory: string,
  server: Server,
  databases: Parameters<typeof writeExample>[2],
): WrittenExample {
  const written = writeExample(directory, server, databases);
  const { host, port } = server;
  const text = readFileSync(join(packageRoot(), 'test/fixtures/demo/mas.yaml'), 'utf8');
  writeFileSync(written.masYaml, fillExample(text, { host, port, ...databases.mas, directory }));
  return written;
}
