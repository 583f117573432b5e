import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { readPlan } from '../../src/plan/read-plan.ts';
import { source } from '../support/synapse-rows.ts';
import { createExample, inputs } from './example.ts';
import { problemsIn, runInProcess } from './run-in-process.ts';

test('what is written to be filled in, and filled in, makes the warnings stop nobody; they stay visible', async (t) => {
  const { cwd } = await createExample(t, { users: 60 });
  const run = (...args: readonly string[]) => runInProcess(args, { cwd });
  const first = await run('check', ...inputs, '--write-acceptances', 'decisions.yaml');
  assert.equal(first.exitCode, 11);
  const file = join(cwd, 'decisions.yaml');
  const text = readFileSync(file, 'utf8');
  const ids = (parse(text) as { acceptances: { finding: string }[] }).acceptances.map(({ finding }) => finding);
  assert.ok(ids.length > 0 && ids.includes('synapse/session-lifetime'));

  // Empty reasons are none.
  const empty = await run('check', ...inputs, '--accept', 'decisions.yaml', '--log-format', 'json');
  assert.equal(empty.exitCode, 3);
  const problems = problemsIn(empty);
  assert.equal(problems.length, 2 * ids.length);
  assert.ok(problems.every(({ code }) => code === 'CONFIG_WRONG_TYPE'));

  writeFileSync(file, text.replaceAll('reason: ""', 'reason: Decided.').replaceAll('by: ""', 'by: ada'));
  assert.equal((await run('check', ...inputs, '--accept', 'decisions.yaml')).exitCode, 0);
  assert.equal((await run('plan', ...inputs, '--accept', 'decisions.yaml', '--out', 'plan.yaml')).exitCode, 0);
  const { plan } = readPlan(readFileSync(join(cwd, 'plan.yaml')));
  assert.equal(plan.summary.findings.warning, 0);
  assert.equal(plan.summary.findings.accepted, ids.length);
  for (const format of ['text', 'markdown', 'html', 'sarif']) {
    const shown = await run('show', 'plan.yaml', '--format', format);
    assert.match(shown.stdout, /synapse\/session-lifetime/);
    assert.match(shown.stdout, /Decided\./);
  }
});

test('decisions about rows are written as comments; taking them out of their comments and signing them makes the plan applicable', async (t) => {
  const { cwd, pair } = await createExample(t, { users: 24 });
  await source(pair.synapse.client, 'example.org')
    .user('old')
    .externalId("oidc 'old': #1", '1')
    .user('@eve:elsewhere.example')
    .device('GONE', { user_id: '@gone:example.org' })
    .insert();
  const run = (...args: readonly string[]) => runInProcess(args, { cwd });
  assert.equal((await run('check', ...inputs, '--write-acceptances', 'decisions.yaml')).exitCode, 10);
  const file = join(cwd, 'decisions.yaml');
  const text = readFileSync(file, 'utf8');
  assert.equal((parse(text) as { decisions: unknown }).decisions, null);

  // As it is, nothing is decided.
  const signed = text.replaceAll('reason: ""', 'reason: Decided.').replaceAll('by: ""', 'by: ada');
  writeFileSync(file, signed);
  assert.equal((await run('check', ...inputs, '--accept', 'decisions.yaml')).exitCode, 10);

  const decided = signed.replaceAll(/^#( {2}.*)$/gm, '$1');
  const { decisions } = parse(decided) as { decisions: { decision: string; provider?: string; to?: string }[] };
  assert.deepEqual(
    decisions.map(({ decision, provider, to }) => [decision, provider, to].filter((part) => part !== undefined)),
    [
      ['drop-links', "oidc 'old': #1"],
      ['map-links', "oidc 'old': #1", 'oidc-keycloak'],
      ['map-links', "oidc 'old': #1", 'oidc-github'],
      ['exclude-other-domains'],
      ['exclude-orphan-rows'],
      ['exclude-guests'],
    ],
  );
  // Of those about one provider one is left.
  writeFileSync(file, decided.replaceAll(/ {2}- decision: map-links(\n {4}.*)+\n/g, ''));
  const last = await run('check', ...inputs, '--accept', 'decisions.yaml');
  assert.equal(last.exitCode, 0, last.stdout);
  assert.match(last.stdout, /Decided about rows \(4\)/);
  assert.match(last.stdout, /user_external_ids skipped:dropped-provider: 0 → 1/);
  const json = JSON.parse((await run('check', ...inputs, '--accept', 'decisions.yaml', '--format', 'json')).stdout) as {
    decisions: { decision: string }[];
  };
  assert.equal(json.decisions.length, 4);
  assert.equal((await run('plan', ...inputs, '--accept', 'decisions.yaml', '--out', 'plan.yaml')).exitCode, 0);
  for (const format of ['text', 'markdown', 'html', 'json', 'sarif']) {
    const shown = await run('show', 'plan.yaml', '--format', format);
    assert.match(shown.stdout, /exclude-orphan-rows/, format);
    assert.match(shown.stdout, /Decided\./, format);
  }
});

test('a decision that is not written as it must be is told with its place', async (t) => {
  const { cwd } = await createExample(t, { users: 24 });
  const signature = 'upTo: 1, reason: a, by: b';
  writeFileSync(
    join(cwd, 'decisions.yaml'),
    [
      'decisions:',
      `  - { decision: drop-links, ${signature} }`,
      `  - { decision: map-links, provider: a, ${signature} }`,
      `  - { decision: exclude-guests, provider: a, ${signature} }`,
      `  - { decision: exclude-everybody, ${signature} }`,
      `  - { decision: drop-links, provider: a, to: b, ${signature} }`,
      '',
    ].join('\n'),
  );
  const wrong = await runInProcess(['check', ...inputs, '--accept', 'decisions.yaml', '--log-format', 'json'], { cwd });
  assert.equal(wrong.exitCode, 3);
  assert.deepEqual(
    problemsIn(wrong).map(({ code, place, message }) => [code, place?.line, message]),
    [
      ['CONFIG_WRONG_TYPE', 2, "decisions.0 must have required property 'provider'"],
      ['CONFIG_WRONG_TYPE', 3, "decisions.1 must have required property 'to'"],
      ['CONFIG_WRONG_TYPE', 4, 'decisions.2.provider does not belong to this decision'],
      [
        'CONFIG_WRONG_TYPE',
        5,
        'decisions.3.decision must be one of drop-links, map-links, exclude-guests, exclude-other-domains, exclude-orphan-rows, exclude-invalid-localparts',
      ],
      ['CONFIG_WRONG_TYPE', 6, 'decisions.4.to does not belong to this decision'],
    ],
  );
});

test('an acceptance of what is not there any more is an error, told with its place', async (t) => {
  const { cwd } = await createExample(t, { users: 24 });
  writeFileSync(
    join(cwd, 'decisions.yaml'),
    'acceptances:\n  - finding: synapse/cas-config\n    upTo: 1\n    reason: Old.\n    by: ada\n',
  );
  const { exitCode, stdout } = await runInProcess(['check', ...inputs, '--accept', 'decisions.yaml'], { cwd });
  assert.equal(exitCode, 10);
  assert.match(stdout, /acceptance\/unused[\s\S]*decisions\.yaml:2/);
});

test('a file of acceptances that is wrong is told with all its places, and never with a stack trace', async (t) => {
  const { cwd } = await createExample(t, { users: 24 });
  const file = join(cwd, 'decisions.yaml');
  const ask = async (text: string) => {
    writeFileSync(file, text);
    return await runInProcess(['check', ...inputs, '--accept', 'decisions.yaml', '--log-format', 'json'], { cwd });
  };
  const wrong = await ask('acceptances:\n  - finding: x\n    upTo: none\n    reason: a\n    by: b\n    who: c\n');
  assert.equal(wrong.exitCode, 3);
  assert.deepEqual(
    problemsIn(wrong).map(({ place }) => place?.line),
    [2, 2, 3],
  );
  assert.deepEqual(
    problemsIn(await ask('acceptances: [')).map(({ code }) => code),
    ['CONFIG_YAML'],
  );
  assert.equal((await ask('')).exitCode, 3);
  assert.equal((await runInProcess(['check', ...inputs, '--accept', 'gone.yaml'], { cwd })).exitCode, 3);
});
