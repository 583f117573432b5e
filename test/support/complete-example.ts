import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Server } from '../../src/cli/demo/embedded-cluster.ts';
import { fillExample } from '../../src/cli/demo/fill-example.ts';
import { makeRsaKey, type WrittenExample, writeExample } from '../../src/cli/demo/write-example.ts';
import { packageRoot } from '../../src/support/package-root.ts';

let rsaKey: string | undefined;

/** The example of the demo; all have the RSA key of the runner, or of this process: it takes longer to make than all the rest. */
export function writeTestExample(
  directory: string,
  server: Server,
  databases: Parameters<typeof writeExample>[2],
): WrittenExample {
  rsaKey ??= process.env.TEST_RSA_KEY ?? makeRsaKey();
  return writeExample(directory, server, databases, rsaKey);
}

/** The example of the demo with a MAS whose configuration has all that Synapse's has: nothing to prepare but backups. */
export function writeCompleteExample(
  directory: string,
  server: Server,
  databases: Parameters<typeof writeExample>[2],
): WrittenExample {
  const written = writeTestExample(directory, server, databases);
  const { host, port } = server;
  const text = readFileSync(join(packageRoot(), 'test/fixtures/demo/mas.yaml'), 'utf8');
  writeFileSync(written.masYaml, fillExample(text, { host, port, ...databases.mas, directory }));
  return written;
}
