import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Client } from 'pg';
import { syncProviders } from '../../src/cli/demo/sync-providers.ts';
import { packageRoot } from '../../src/support/package-root.ts';
import { schemaErrorsOf } from '../support/json-schemas.ts';
import { knownTypes, logLines } from '../support/log-lines.ts';
import { program } from '../support/program.ts';
import { createExample, inputs, temporaryFolder } from './example.ts';
import { runChild } from './run-child.ts';
import type { CliAnswer } from './run-in-process.ts';

/** Everything that makes programs colourful. */
const terminalWishes = { TERM: 'xterm-256color', FORCE_COLOR: '3', CLICOLOR_FORCE: '1', COLORTERM: 'truecolor' };

const commandNames = program().commands.map((command) => command.name());

test('every command, also where it fails, answers without a terminal: lines of the schema, no colour, no question', async (t) => {
  const { cwd, pair } = await createExample(t, { users: 24 });
  await syncProviders(pair.mas.client, join(cwd, 'mas.yaml'));
  for (const database of [pair.synapse, pair.mas]) await database.disconnect();
  const types = new Set<string>();
  const names = new Set<string>();
  const run = async (exitCode: number, ...args: readonly string[]): Promise<CliAnswer> => {
    const answer = await runChild([...args, '--log-format', 'json'], { cwd, env: terminalWishes });
    for (const { type } of logLines(answer.stderr)) types.add(type);
    assertPlain(answer);
    names.add(args[0] ?? '');
    assert.equal(answer.exitCode, exitCode, `${args.join(' ')}\n${answer.stderr}`);
    return answer;
  };

  const state = async (): Promise<unknown> => {
    const status = JSON.parse((await run(0, 'status', 'plan.yaml', '--format', 'json')).stdout) as {
      readonly state: string;
    };
    assert.deepEqual(schemaErrorsOf('status', status), []);
    return status.state;
  };

  const checked = await run(11, 'check', ...inputs, '--format', 'json');
  assert.deepEqual(schemaErrorsOf('findings', JSON.parse(checked.stdout)), []);
  await run(11, 'plan', ...inputs, '--out', 'plan.yaml');
  await run(3, 'plan', ...inputs, '--out', 'plan.yaml');
  const shown = await run(0, 'show', 'plan.yaml', '--format', 'json');
  assert.deepEqual(schemaErrorsOf('shown-plan', JSON.parse(shown.stdout)), []);
  const { planId } = JSON.parse(shown.stdout) as { readonly planId: string };
  await run(13, 'apply', 'plan.yaml');
  await run(13, 'approve', 'plan.yaml', '--as', 'ada', '--key', 'absent');
  assert.equal(await state(), 'not-started');
  await run(14, 'verify', 'plan.yaml');
  await run(14, 'rollback', 'plan.yaml');
  await run(0, 'apply', 'plan.yaml', '--plan-id', planId, '--rehearse');
  await run(0, 'apply', 'plan.yaml', '--plan-id', planId, '--unapproved', 'A test.');
  assert.equal(await state(), 'applied');
  await run(0, 'verify', 'plan.yaml');
  await run(0, 'diff', 'plan.yaml', 'plan.yaml');
  const compared = await run(0, 'diff', 'plan.yaml', 'plan.yaml', '--format', 'json');
  assert.deepEqual(schemaErrorsOf('plan-diff', JSON.parse(compared.stdout)), []);
  const mas = new Client({ connectionString: pair.mas.uri });
  await mas.connect();
  await mas.query("UPDATE compat_sessions SET human_name = 'x'");
  await run(18, 'verify', 'plan.yaml');
  await mas.end();
  await run(0, 'audit', 'verify', 'plan.yaml');
  await run(0, 'bundle', 'plan.yaml', '--out', 'plan.tar', '--journal');
  const history = await run(0, 'audit', 'show', 'plan.yaml', '--format', 'json');
  assert.deepEqual(schemaErrorsOf('history', JSON.parse(history.stdout)), []);
  await run(0, 'explain', 'STALE_FILE');
  await run(3, 'explain', 'NOTHING');
  await run(0, 'completion', 'bash');
  const audit = readFileSync(join(cwd, 'plan.yaml.audit.jsonl'), 'utf8').trimEnd().split('\n');
  for (const line of audit) assert.deepEqual(schemaErrorsOf('audit-line', JSON.parse(line)), []);
  const receipts = readdirSync(cwd).filter((name) => name.includes('.receipt-'));
  assert.ok(receipts.length >= 2);
  for (const name of receipts)
    assert.deepEqual(schemaErrorsOf('receipt', JSON.parse(readFileSync(join(cwd, name), 'utf8'))), []);
  // The demo runs every other command itself: test/cli/demo.
  assert.deepEqual([...names, 'demo'].toSorted(), commandNames.toSorted());
  // Nothing here is a bug; and the configuration of MAS is complete, so that there is nothing to prepare.
  // What takes no seconds tells of no progress: test/cli/progress-log.test.ts.
  const rest = [...knownTypes()].filter((type) => !types.has(type) && type !== 'progress');
  assert.deepEqual(rest.toSorted(), ['bug', 'prepared']);
});

for (const name of commandNames) {
  test(`${name} says what is wrong with its command line in lines of the schema`, async (t) => {
    const cwd = temporaryFolder(t);
    for (const args of [
      [name, '--frobnicate'],
      [name, 'a', 'b', 'c', 'd'],
      ...(name === 'demo' ? [] : [absent(name)]),
    ]) {
      const answer = await runChild(['--log-format', 'json', ...args], { cwd, env: terminalWishes });
      assert.equal(answer.stdout, '', args.join(' '));
      assert.equal(logLines(answer.stderr).at(-1)?.type, 'problem', args.join(' '));
      assert.ok(answer.exitCode >= 3, args.join(' '));
      assertPlain(answer);
    }
  });
}

test('no command at all is a problem too, and without programs that read it there is the help', async (t) => {
  const cwd = temporaryFolder(t);
  const json = await runChild(['--log-format', 'json'], { cwd, env: terminalWishes });
  assert.deepEqual(
    logLines(json.stderr).map(({ type }) => type),
    ['version', 'problem'],
  );
  assert.equal(json.exitCode, 3);
  const text = await runChild([], { cwd, env: terminalWishes });
  assert.match(text.stderr, /^Usage: syn2mas-plan/);
  assertPlain(text);
});

test('every event that the source sends stands in the schema', () => {
  const root = join(packageRoot(), 'src');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
  const sent = files.flatMap((path) => [
    ...readFileSync(join(root, path), 'utf8').matchAll(/\blog\.event\(\s*'([^']+)'/g),
  ]);
  assert.ok(sent.length > 4);
  const known = knownTypes();
  for (const [, type = ''] of sent) assert.ok(known.has(type), type);
});

/** A command with everything that it wants, none of which exists. */
function absent(name: string): readonly string[] {
  const command = program().commands.find((known) => known.name() === name);
  const options = (command?.options ?? []).filter((option) => option.mandatory);
  return [
    name,
    ...(command?.registeredArguments ?? []).map((_, index) => `absent-${index}`),
    ...options.flatMap((option) => [option.long ?? '', 'absent']),
  ];
}

/** No control characters but line ends and tabs, so no colours and no moving of the cursor. */
function assertPlain({ stdout, stderr }: CliAnswer): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  assert.doesNotMatch(stdout + stderr, /[\x00-\x08\x0b-\x1f\x7f-\x9f]/);
}
