import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { freePort } from '../../src/cli/demo/free-port.ts';
import { createEmptyDatabase, createPair } from '../support/databases.ts';
import { createExample, type Example, inputs, temporaryFolder } from './example.ts';
import { startOldServer } from './old-server.ts';
import { problemsIn, runInProcess } from './run-in-process.ts';

/** What plan answers is refused as exit 3 with a place and a remedy, without a stack trace, and nothing is written. */
async function refusedPlan(cwd: string, args: readonly string[] = []): Promise<readonly string[]> {
  const before = readdirSync(cwd, { recursive: true });
  const command = ['plan', ...(args.includes('--synapse-config') ? [] : inputs), '--out', 'plan.yaml', ...args];
  const text = await runInProcess(command, { cwd });
  assert.equal(text.exitCode, 3, text.stderr);
  assert.equal(text.stdout, '');
  assert.doesNotMatch(text.stderr, /^ +at .*\.[jt]s:\d|node:internal/m);
  const json = await runInProcess([...command, '--log-format', 'json'], { cwd });
  assert.equal(json.exitCode, 3);
  const problems = problemsIn(json);
  for (const { code, remedy } of problems) {
    assert.notEqual(remedy, '');
    assert.match(text.stderr, new RegExp(code));
  }
  assert.deepEqual(readdirSync(cwd, { recursive: true }), before);
  return problems.map(({ code, place }) => {
    const position = [place?.file?.replace(`${cwd}/`, ''), place?.line, place?.column];
    return [code, position.filter((part) => part !== undefined).join(':'), place?.key].filter(Boolean).join(' ');
  });
}

function edit(example: Example, file: string, from: string | RegExp, to: string): void {
  const path = join(example.cwd, file);
  const text = readFileSync(path, 'utf8');
  assert.notEqual(text.replace(from, to), text);
  writeFileSync(path, text.replace(from, to));
}

test('bad configuration files', async (t) => {
  const example = await createExample(t, { users: 24 });
  const { cwd } = example;
  const write = (name: string, text: string) => writeFileSync(join(cwd, name), text);

  await t.test('paths that do not exist, of both sides', async () => {
    assert.deepEqual(await refusedPlan(cwd, ['--synapse-config', 'a.yaml', 'b.yaml', '--mas-config', 'c.yaml']), [
      'FILE_UNREADABLE a.yaml',
      'FILE_UNREADABLE b.yaml',
      'FILE_UNREADABLE c.yaml',
    ]);
  });
  await t.test('a homeserver on SQLite whose file is not there', async () => {
    write(
      'lite.yaml',
      'server_name: example.org\nreport_stats: false\ndatabase: {name: sqlite3, args: {database: /x}}\n',
    );
    assert.deepEqual(await refusedPlan(cwd, ['--synapse-config', 'lite.yaml', '--mas-config', 'mas.yaml']), [
      'SQLITE_UNREADABLE /x',
    ]);
  });
  await t.test('a directory where MAS wants a file', async () => {
    assert.deepEqual(await refusedPlan(cwd, ['--synapse-config', 'homeserver.yaml', '--mas-config', 'keys']), [
      'FILE_UNREADABLE keys',
    ]);
  });
  await t.test('YAML that cannot be read, of both sides', async () => {
    write('broken.yaml', 'server_name: example.org\nreport_stats: [no\n');
    write('broken-mas.yaml', 'http:\n  public_base: "https://account.example.org\n');
    assert.deepEqual(await refusedPlan(cwd, ['--synapse-config', 'broken.yaml', '--mas-config', 'broken-mas.yaml']), [
      'CONFIG_YAML broken.yaml:2:15',
      'CONFIG_YAML broken-mas.yaml:2:16',
    ]);
  });
  await t.test('YAML that is no mapping, and a file that is empty', async () => {
    write('list.yaml', '- server_name\n');
    write('empty.yaml', '');
    assert.deepEqual(
      await refusedPlan(cwd, ['--synapse-config', 'list.yaml', 'empty.yaml', '--mas-config', 'mas.yaml']),
      ['CONFIG_EMPTY empty.yaml:1'],
    );
  });
  await t.test('keys that are missing', async () => {
    write('little.yaml', 'pid_file: /run/synapse.pid\n');
    const found = await refusedPlan(cwd, ['--synapse-config', 'little.yaml', '--mas-config', 'mas.yaml']);
    assert.deepEqual(
      found.filter((problem) => problem.startsWith('CONFIG_MISSING_KEY')),
      ['database', 'server_name', 'report_stats'].map((key) => `CONFIG_MISSING_KEY little.yaml ${key}`),
    );
  });
  await t.test('values of the wrong type, all at once', async () => {
    write(
      'types.yaml',
      'server_name: [example.org]\nreport_stats: false\npublic_baseurl: {a: b}\ndatabase: psycopg2\n',
    );
    assert.deepEqual(await refusedPlan(cwd, ['--synapse-config', 'types.yaml', '--mas-config', 'mas.yaml']), [
      'CONFIG_WRONG_TYPE types.yaml:3:1 public_baseurl',
      'CONFIG_WRONG_TYPE types.yaml:1:1 server_name',
      'CONFIG_WRONG_TYPE types.yaml:4:1 database',
    ]);
  });
  await t.test('a .well-known that is no JSON', async () => {
    write('client.json', '{"m.homeserver": ');
    assert.deepEqual(await refusedPlan(cwd, ['--well-known', 'client.json']), ['CONFIG_WRONG_TYPE client.json:1']);
  });
  await t.test('a URI that is none', async () => {
    const args = ['--synapse-database-uri', 'mysql://synapse:hunter2@localhost/synapse'];
    assert.deepEqual(await refusedPlan(cwd, args), ['DATABASE_SETTINGS']);
    const { stderr } = await runInProcess(['check', ...inputs, ...args], { cwd });
    assert.doesNotMatch(stderr, /hunter2/);
  });
});

test('databases that refuse', async (t) => {
  const example = await createExample(t, { users: 24 });
  const { cwd, pair } = example;
  const at = (side: 'synapse' | 'mas', change: (uri: URL) => void): readonly string[] => {
    const uri = new URL(pair[side].uri);
    change(uri);
    return [`--${side}-database-uri`, uri.href];
  };

  await t.test('nobody listens, on both sides', async () => {
    const port = String(await freePort('127.0.0.1'));
    const elsewhere = (uri: URL): void => void Object.assign(uri, { port });
    assert.deepEqual(await refusedPlan(cwd, [...at('synapse', elsewhere), ...at('mas', elsewhere)]), [
      'DATABASE_UNREACHABLE',
      'DATABASE_UNREACHABLE',
    ]);
  });
  await t.test('a wrong password', async () => {
    const wrong = (uri: URL): void => void Object.assign(uri, { password: 'hunter2' });
    assert.deepEqual(await refusedPlan(cwd, at('synapse', wrong)), ['DATABASE_AUTH']);
    const { stderr } = await runInProcess(['check', ...inputs, ...at('synapse', wrong)], { cwd });
    assert.doesNotMatch(stderr, /hunter2/);
    assert.match(stderr, /--synapse-database-uri/);
  });
  await t.test('a database that does not exist', async () => {
    assert.deepEqual(
      await refusedPlan(
        cwd,
        at('mas', (uri) => void Object.assign(uri, { pathname: '/nothing' })),
      ),
      ['DATABASE_MISSING'],
    );
  });
  await t.test('a server that is too old', async (sub) => {
    const port = String(await startOldServer(sub, 120022));
    assert.deepEqual(
      await refusedPlan(
        cwd,
        at('mas', (uri) => void Object.assign(uri, { port })),
      ),
      ['DATABASE_TOO_OLD'],
    );
  });
  await t.test('a role that may not read', async (sub) => {
    const { mas } = await createPair(sub);
    const stranger = at('synapse', (uri) => void Object.assign(uri, { username: mas.user, password: mas.password }));
    const refused = await refusedPlan(cwd, stranger);
    assert.deepEqual([...new Set(refused)], ['DATABASE_RIGHTS']);
    assert.ok(refused.length > 5, 'every table is named');
  });
  await t.test('one database for both sides, of neither service', async (sub) => {
    const empty = await createEmptyDatabase(sub);
    assert.deepEqual(await refusedPlan(cwd, ['--synapse-database-uri', empty.uri, '--mas-database-uri', empty.uri]), [
      'DATABASE_SAME',
      'DATABASE_NOT_SYNAPSE',
      'DATABASE_NOT_MAS',
    ]);
  });
  await t.test('the configuration says the place', async () => {
    edit(example, 'homeserver.yaml', /port: +\d+\n\s+cp_min/, 'port: none\n    cp_min');
    const found = await refusedPlan(cwd);
    assert.equal(found.length, 1);
    assert.match(found[0] ?? '', /^DATABASE_SETTINGS|^CONFIG_DATABASE/);
  });
});

test('files that are in the way', async (t) => {
  const { cwd } = await createExample(t, { users: 24 });
  await t.test('a plan is not replaced by accident', async () => {
    writeFileSync(join(cwd, 'old.yaml'), 'old\n');
    const answer = await runInProcess(['plan', ...inputs, '--out', 'old.yaml', '--log-format', 'json'], { cwd });
    assert.equal(answer.exitCode, 3);
    assert.deepEqual(
      problemsIn(answer).map(({ code, place }) => [code, place?.file]),
      [['PLAN_EXISTS', join(cwd, 'old.yaml')]],
    );
    assert.equal(readFileSync(join(cwd, 'old.yaml'), 'utf8'), 'old\n');
    assert.equal((await runInProcess(['plan', ...inputs, '--out', 'old.yaml', '--force'], { cwd })).exitCode, 11);
    assert.match(readFileSync(join(cwd, 'old.yaml'), 'utf8'), /^formatVersion:/m);
    assert.deepEqual(
      readdirSync(cwd).filter((name) => name.startsWith('.')),
      [],
    );
  });
  await t.test('a folder that does not exist', async () => {
    const answer = await runInProcess(['plan', ...inputs, '--out', 'no/plan.yaml', '--log-format', 'json'], { cwd });
    assert.equal(answer.exitCode, 3);
    assert.deepEqual(
      problemsIn(answer).map(({ code }) => code),
      ['FILE_UNWRITABLE'],
    );
    assert.ok(!existsSync(join(cwd, 'no')));
  });
});

for (const command of ['show', 'apply', 'status', 'verify', 'rollback']) {
  test(`${command} of what is no plan`, async (t) => {
    const cwd = temporaryFolder(t);
    for (const [text, code, exitCode] of [
      [undefined, 'FILE_UNREADABLE', 3],
      ['a: [', 'PLAN_YAML', 12],
      ['a: 1\n', 'PLAN_SCHEMA', 12],
      ['formatVersion: "9.0"\n', 'PLAN_VERSION', 12],
    ] as const) {
      if (text !== undefined) writeFileSync(join(cwd, 'plan.yaml'), text);
      const answer = await runInProcess([command, 'plan.yaml', '--log-format', 'json'], { cwd });
      assert.equal(answer.exitCode, exitCode);
      assert.deepEqual(
        problemsIn(answer).map((problem) => [problem.code, problem.place?.file]),
        [[code, join(cwd, 'plan.yaml')]],
      );
    }
  });
}
