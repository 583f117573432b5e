import type { SourceFile } from '../../src/config/config-tree.ts';
import type { MasConfig } from '../../src/config/mas-config.ts';
import { readMasMatrix } from '../../src/config/mas-matrix.ts';
import { readMasPasswords } from '../../src/config/mas-passwords.ts';
import { readMasProviders } from '../../src/config/mas-providers.ts';
import { readMasTree } from '../../src/config/mas-tree.ts';
import { openReading } from '../../src/config/reading.ts';
import type { SynapseConfig } from '../../src/config/synapse-config.ts';
import { readSynapseProviders } from '../../src/config/synapse-providers.ts';
import { readSynapseTree } from '../../src/config/synapse-tree.ts';
import { sha256 } from '../../src/support/digest.ts';
import { throwProblems } from '../../src/support/errors.ts';
import { Secret } from '../../src/support/secret.ts';

/** A file of a configuration that stands nowhere. */
export function sourceFile(path: string, text: string): SourceFile {
  const bytes = Buffer.from(text, 'utf8');
  return { path, bytes, text, sha256: sha256(bytes) };
}

/** A SynapseConfig of files by path, without a disk. */
export function synapseConfig(files: Readonly<Record<string, string>> | string): SynapseConfig {
  const named = typeof files === 'string' ? { '/etc/synapse/homeserver.yaml': files } : files;
  const { tree, problems } = readSynapseTree(
    Object.entries(named).map(([path, text]) => sourceFile(path, text)),
    [],
  );
  throwProblems(problems);
  const pepper = tree.value(['password_config', 'pepper']);
  const publicBaseurl = tree.value(['public_baseurl']);
  const extra = tree.value(['extra_well_known_client_content']);
  const identityServer = tree.value(['default_identity_server']);
  return {
    tree,
    serverName: String(tree.value(['server_name']) ?? 'example.com'),
    ...(typeof publicBaseurl === 'string' ? { publicBaseurl } : {}),
    ...(typeof identityServer === 'string' ? { defaultIdentityServer: identityServer } : {}),
    ...(extra === undefined ? {} : { extraWellKnownClientContent: extra as Readonly<Record<string, unknown>> }),
    database: { engine: 'psycopg2', settings: { parameters: {}, from: [] }, place: {} },
    providers: readSynapseProviders(openReading(tree, [])),
    ...(pepper instanceof Secret ? { passwordPepper: pepper } : {}),
    passwordsEnabled: tree.value(['password_config', 'enabled']) !== false,
    allowGuestAccess: tree.value(['allow_guest_access']) === true,
  };
}

/** A configuration of MAS that is as it should be, unless told otherwise. */
export function masConfig(
  files: Readonly<Record<string, string>> | string = soundMas,
  env: Readonly<Record<string, string>> = {},
): MasConfig {
  const named = typeof files === 'string' ? { '/etc/mas/config.yaml': files } : files;
  const { tree, problems } = readMasTree(
    Object.entries(named).map(([path, text]) => sourceFile(path, text)),
    [],
    env,
  );
  throwProblems(problems);
  const reading = openReading(tree, []);
  const matrix = readMasMatrix(reading, '/etc/mas');
  if (!matrix) throw new Error('the test needs a section matrix');
  const publicBase = String(tree.value(['http', 'public_base']) ?? 'http://[::]:8080/');
  return {
    tree,
    database: { settings: { parameters: {}, from: [] } },
    matrix,
    passwords: readMasPasswords(reading, '/etc/mas'),
    providers: readMasProviders(reading),
    publicBase,
    issuer: publicBase,
  };
}

export const soundMas = `http:
  public_base: https://auth.example.com/
  listeners:
    - name: web
      resources: [{name: discovery}, {name: human}, {name: oauth}, {name: compat}]
      binds: [{address: '127.0.0.1:8090'}]
matrix:
  homeserver: example.com
  secret_file: /run/secrets/mas
passwords:
  enabled: true
  schemes:
    - {version: 1, algorithm: bcrypt, unicode_normalization: true}
    - {version: 2, algorithm: argon2id}
secrets:
  encryption: '0000111122223333444455556666777788889999aaaabbbbccccddddeeeeffff'
  keys_dir: /etc/mas/keys
`;
