import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../../src/support/package-root.ts';
import { configSchema } from '../../support/config-schema.ts';
import { program } from '../../support/program.ts';
import { createExample, inputs, temporaryFolder } from '../example.ts';
import { problemsIn, runInProcess } from '../run-in-process.ts';

test('the schema is that of the options which the commands have', () => {
  const schema = readFileSync(join(packageRoot(), 'plan-schema/config.schema.json'), 'utf8');
  assert.deepEqual(JSON.parse(schema), configSchema(program()));
});

test('a file makes the plan that the same options make, from any folder', async (t) => {
  const { cwd } = await createExample(t, { users: 24 });
  writeFileSync(
    join(cwd, 'syn2mas-plan.yaml'),
    `options:
  synapse-config: [homeserver.yaml]
  mas-config: mas.yaml
  log-format: json
commands:
  plan:
    out: by-file.yaml
    proxy: nginx
    no-samples: true
    max-drift-rows: 7
    well-known: www/client
    created-at: 2026-01-31T12:00:00Z
    created-by: ada
`,
  );
  const words = ['--proxy', 'nginx', '--no-samples', '--max-drift-rows', '7', '--well-known', 'www/client'];
  const created = ['--created-at', '2026-01-31T12:00:00Z', '--created-by', 'ada'];
  mkdirSync(join(cwd, 'www'));
  const byWords = await runInProcess(['plan', ...inputs, ...words, ...created, '--out', 'by-words.yaml'], { cwd });
  const elsewhere = temporaryFolder(t);
  const byFile = await runInProcess(['--config', join(cwd, 'syn2mas-plan.yaml'), 'plan'], { cwd: elsewhere });
  assert.equal(byWords.exitCode, 11, byWords.stderr);
  assert.equal(byFile.exitCode, 11, byFile.stderr);
  const read = (name: string) => readFileSync(join(cwd, name), 'utf8');
  assert.equal(read('by-file.yaml'), read('by-words.yaml'));
  assert.equal(JSON.parse(byFile.stderr.split('\n')[0] ?? '').type, 'version');
});

test('what the command line says wins, and replaces a list as a whole', async (t) => {
  const { cwd } = await createExample(t, { users: 24 });
  const config = write(
    cwd,
    'options: { synapse-config: [absent.yaml, conf.d], mas-config: mas.yaml, synapse-path: [/a=/b] }\ncommands: { check: { format: sarif } }\n',
  );
  const { exitCode, stdout, stderr } = await runInProcess(
    ['check', '--config', config, '--synapse-config', 'homeserver.yaml', '--format', 'junit'],
    { cwd },
  );
  assert.equal(exitCode, 11, stderr);
  assert.match(stdout, /^<\?xml/);
});

test('a command below another has its own section', async (t) => {
  const folder = temporaryFolder(t);
  const config = write(folder, 'commands: { audit show: { format: json }, show: { format: pdf } }\n');
  const answer = await runInProcess(['--log-format', 'json', '--config', config, 'audit', 'show', 'absent.yaml']);
  assert.deepEqual(
    problemsIn(answer).map(({ code, place }) => ({ code, key: place?.key })),
    [{ code: 'CONFIG_WRONG_TYPE', key: 'commands.show.format' }],
  );
});

for (const [what, text, expected] of [
  ['what is no option', 'options:\n  frobnicate: 1\n', [['options', 2]]],
  ['an option of another command', 'commands:\n  plan:\n    policy: a\n', [['commands.plan', 3]]],
  [
    'a value of the wrong type',
    'options:\n  synapse-config: 3\n  proxy: iis\n',
    [
      ['options.synapse-config', 2],
      ['options.proxy', 3],
    ],
  ],
  [
    'values that the options themselves refuse',
    'options:\n  synapse-version: new\n  max-drift-percent: 1001\n  synapse-path: /data\n',
    [
      ['synapse-path', 4],
      ['max-drift-percent', 3],
      ['synapse-version', 2],
    ],
  ],
  ['a file within a file', 'options:\n  config: other.yaml\n', [['options', 2]]],
] as const) {
  test(`${what}: each place is told`, async (t) => {
    const config = write(temporaryFolder(t), text);
    const answer = await runInProcess(['--log-format', 'json', 'check', '--config', config]);
    assert.equal(answer.exitCode, 3);
    assert.deepEqual(
      problemsIn(answer).map(({ code, place }) => [code, place?.file, place?.key, place?.line]),
      expected.map(([key, line]) => ['CONFIG_WRONG_TYPE', config, key, line]),
    );
  });
}

test('an address with a password is never shown', async (t) => {
  const folder = temporaryFolder(t);
  const config = write(folder, 'options:\n  mas-endpoint: http://ada:hunter2@mas/\n  synapse-config: absent.yaml\n');
  const wrong = await runInProcess(['check', '--config', config]);
  assert.equal(wrong.exitCode, 3);
  assert.match(wrong.stderr, /mas-endpoint/);
  const uri = write(folder, 'options:\n  mas-database-uri: postgresql://ada:hunter2@mas/\n');
  const help = await runInProcess(['check', '--config', uri, '--help']);
  assert.match(help.stdout, /from\s+\S*syn2mas-plan\.yaml/);
  for (const { stdout, stderr } of [wrong, help]) assert.doesNotMatch(stdout + stderr, /hunter2/);
});

test('options that exclude each other do so wherever they stand', async (t) => {
  const config = write(temporaryFolder(t), 'commands: { apply: { allowed-signers: signers } }\n');
  const { exitCode, stderr } = await runInProcess(['apply', '--config', config, 'a.yaml', '--unapproved', 'a test']);
  assert.equal(exitCode, 3);
  assert.match(stderr, /--unapproved.*--allowed-signers/);
});

test('a file that is absent, and one that is no YAML', async (t) => {
  const folder = temporaryFolder(t);
  for (const [config, code] of [
    [join(folder, 'absent.yaml'), 'FILE_UNREADABLE'],
    [write(folder, 'options: [\n'), 'CONFIG_YAML'],
    [writeAs(folder, 'alias.yaml', 'options: *nowhere\n'), 'CONFIG_YAML'],
    [writeAs(folder, 'bomb.yaml', bomb), 'CONFIG_YAML'],
  ] as const) {
    const answer = await runInProcess(['--log-format', 'json', 'explain', '--config', config]);
    assert.equal(answer.exitCode, 3);
    assert.deepEqual([...new Set(problemsIn(answer).map((problem) => problem.code))], [code]);
  }
});

function write(folder: string, text: string): string {
  return writeAs(folder, 'syn2mas-plan.yaml', text);
}

function writeAs(folder: string, name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** Ten aliases of ten aliases, and so on. */
const bomb = `a0: &a0 [x]\n${Array.from({ length: 9 }, (_, n) => `a${n + 1}: &a${n + 1} [${Array(10).fill(`*a${n}`).join(', ')}]\n`).join('')}`;
