import assert from 'node:assert/strict';
import { appendFileSync, chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { syncProviders } from '../../src/cli/demo/sync-providers.ts';
import { writeDemoKey } from '../../src/cli/demo/write-demo-key.ts';
import { createExample, type Example } from '../cli/example.ts';
import { type CliAnswer, runInProcess } from '../cli/run-in-process.ts';
import { moreMasOptions, moreSynapseOptions, type Planted, replaceExampleSecrets } from './planted-configs.ts';
import { plant } from './secret-forms.ts';
import { searchSecrets } from './secret-search.ts';

/** The log as lines of JSON. */
export const json = ['--log-format', 'json'] as const;

/** A homeserver whose every secret can be recognised, and what commands say about it. */
export interface SecretStage extends Example {
  readonly planted: Planted;
  /** Runs a command, and keeps what it answers. */
  run(exitCode: number, args: readonly string[], env?: Readonly<Record<string, string>>): Promise<CliAnswer>;
  /** Writes a file in which its secrets belong. */
  write(name: string, text: string, mode?: number): string;
  /** A client of a superuser. */
  connect(service: 'synapse' | 'mas'): Promise<Client>;
  /** Commands that ended with another exit code. */
  readonly otherwise: readonly string[];
  leaks(): Promise<readonly string[]>;
}

/** The example with a secret of its own in every option, and with files for libpq and for temporary files. */
export async function setSecretStage(t: TestContext): Promise<SecretStage> {
  const example = await createExample(t, { users: 120 });
  const { cwd, pair } = example;
  const planted: Planted = new Map();
  const answers: (readonly [string, string])[] = [];
  const otherwise: string[] = [];
  const write = (name: string, text: string, mode = 0o644): string => {
    mkdirSync(join(cwd, 'belongs'), { recursive: true });
    writeFileSync(join(cwd, 'belongs', name), text);
    chmodSync(join(cwd, 'belongs', name), mode);
    return join('belongs', name);
  };
  const connect = async (service: 'synapse' | 'mas'): Promise<Client> => {
    const client = new Client({ connectionString: pair[service].superuserUri });
    // Its database is dropped under it when the test ends.
    client.on('error', () => {});
    await client.connect();
    t.after(() => client.end());
    return client;
  };
  const temporary = join(cwd, 'temporary');
  mkdirSync(temporary);
  const { TMPDIR } = process.env;
  process.env.TMPDIR = temporary;
  t.after(() => {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  });

  for (const service of ['synapse', 'mas'] as const) {
    const { user, password, client } = pair[service];
    const better = plant(`password of ${service}`);
    planted.set(`password of ${service}`, better);
    await client.query(`ALTER ROLE ${escapeIdentifier(user)} PASSWORD ${escapeLiteral(better)}`);
    const file = join(cwd, service === 'mas' ? 'mas.yaml' : 'homeserver.yaml');
    writeFileSync(
      file,
      replaceExampleSecrets(
        readFileSync(file, 'utf8').replace(JSON.stringify(password), JSON.stringify(better)),
        planted,
      ),
    );
  }
  appendFileSync(join(cwd, 'homeserver.yaml'), moreSynapseOptions(planted));
  appendFileSync(join(cwd, 'mas.yaml'), moreMasOptions(planted));
  const bridge = join(cwd, 'irc-bridge.yaml');
  writeFileSync(bridge, replaceExampleSecrets(readFileSync(bridge, 'utf8'), planted));
  for (const token of ['as_token', 'hs_token']) {
    const text = readFileSync(bridge, 'utf8');
    planted.set(`registration ${token}`, plant(token));
    writeFileSync(bridge, text.replace(new RegExp(`^${token}:.*$`, 'm'), `${token}: ${JSON.stringify(plant(token))}`));
  }
  writeDemoKey(cwd);
  for (const [label, file] of [
    ['approver key', 'approver-key'],
    ['RSA key', 'keys/rsa.pem'],
    ['signing key', 'example.org.signing.key'],
  ] as const) {
    for (const [index, word] of readFileSync(join(cwd, file), 'utf8').split(/\s+/).entries())
      if (word.length >= 40) planted.set(`${label} ${index}`, word);
  }
  for (const [label, sql] of rowSecrets) {
    const { rows } = await pair.synapse.client.query<string[]>({ text: sql, rowMode: 'array' });
    for (const [index, [secret = '']] of rows.entries()) planted.set(`${label} ${index}`, secret);
  }
  await syncProviders(pair.mas.client, join(cwd, 'mas.yaml'));
  for (const database of [pair.synapse, pair.mas]) await database.disconnect();

  const belongs = new Set(filesBelow(cwd));
  return {
    ...example,
    planted,
    write,
    connect,
    otherwise,
    async run(exitCode, args, env = {}) {
      const answer = await runInProcess(args, { cwd, env });
      answers.push([args.join(' '), answer.stdout + answer.stderr]);
      if (answer.exitCode !== exitCode) otherwise.push(`${answer.exitCode}, not ${exitCode}: ${args.join(' ')}`);
      return answer;
    },
    async leaks() {
      // Shown names of secrets may not give away what they name.
      const search = searchSecrets(planted);
      for (const [name, text] of answers) search.add(`what "${hideSecrets(name, planted)}" answers`, text);
      // apply puts secrets where they belong: the one that both share, MAS's configuration, and what was there before.
      const written = filesBelow(cwd).filter(
        (name) => !belongs.has(name) && !/^belongs\/|mas-shared-secret|before-mas/.test(name),
      );
      assert.ok(written.some((name) => name.includes('receipt')));
      for (const name of written) search.add(name, readFileSync(join(cwd, name), 'latin1'));
      const mas = await connect('mas');
      const { rows } = await mas.query('SELECT * FROM syn2mas_plan.journal');
      search.add('the journal', JSON.stringify(rows));
      return search.leaks();
    },
  };
}

const rowSecrets = [
  ['access token', 'SELECT token FROM access_tokens ORDER BY 1'],
  ['refresh token', 'SELECT token FROM refresh_tokens ORDER BY 1'],
  ['password hash', "SELECT DISTINCT password_hash FROM users WHERE password_hash <> '' ORDER BY 1"],
  ['registration token', 'SELECT token FROM registration_tokens WHERE length(token) >= 12 ORDER BY 1'],
] as const;

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(folder, name)).isFile(),
  );
}

function hideSecrets(text: string, planted: Planted): string {
  const values = [...planted.values()].flatMap((secret) => [secret, encodeURIComponent(secret)]);
  return values.reduce((rest, value) => rest.replaceAll(value, '…'), text);
}
