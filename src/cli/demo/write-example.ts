import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../support/package-root.ts';
import type { OwnedDatabase } from './create-database.ts';
import type { Server } from './embedded-cluster.ts';
import { fillExample } from './fill-example.ts';

/** Where the example was written. */
export interface WrittenExample {
  readonly homeserverYaml: string;
  readonly masYaml: string;
}

/**
 * Writes examples/demo into a directory (absolute, made if need be) as the configuration of two services that use these databases,
 * with the files that it names: registrations of the bridges, signing key of Synapse, RSA key of MAS.
 * @param rsaKey in PEM; by default a fresh one, which takes a while to find
 */
export function writeExample(
  directory: string,
  server: Server,
  databases: { readonly synapse: OwnedDatabase; readonly mas: OwnedDatabase },
  rsaKey: string = makeRsaKey(),
): WrittenExample {
  mkdirSync(join(directory, 'keys'), { recursive: true });
  const write = (file: string, database: OwnedDatabase): string => {
    const { host, port } = server;
    const path = join(directory, file);
    writeFileSync(path, fillExample(readExample(file), { host, port, ...database, directory }));
    return path;
  };
  for (const file of ['irc-bridge.yaml', 'signal-bridge.yaml']) write(file, databases.synapse);
  writeFileSync(
    join(directory, 'example.org.signing.key'),
    `ed25519 a_demo ${randomBytes(32).toString('base64').replace(/=+$/, '')}\n`,
    { mode: 0o600 },
  );
  writeFileSync(join(directory, 'keys', 'rsa.pem'), rsaKey, { mode: 0o600 });
  return { homeserverYaml: write('homeserver.yaml', databases.synapse), masYaml: write('mas.yaml', databases.mas) };
}

/** A private key of MAS, in PEM. */
export function makeRsaKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** The SQL that fills the source database of the demo; without parameters, to be run by the owner. */
export function demoSource(): string {
  return readExample('source.sql');
}

function readExample(file: string): string {
  return readFileSync(join(packageRoot(), 'examples', 'demo', file), 'utf8');
}
