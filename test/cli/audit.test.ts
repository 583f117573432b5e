import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { syncProviders } from '../../src/cli/demo/sync-providers.ts';
import { schemaErrorsOf } from '../support/json-schemas.ts';
import { createExample, inputs } from './example.ts';
import { problemsIn, runInProcess } from './run-in-process.ts';

test('audit: also refused runs are told; what was changed has its code, its place and exit code 18', async (t) => {
  const { cwd, pair } = await createExample(t, { users: 24 });
  await syncProviders(pair.mas.client, join(cwd, 'mas.yaml'));
  for (const database of [pair.synapse, pair.mas]) await database.disconnect();
  const run = (...args: readonly string[]) => runInProcess(args, { cwd });
  const planned = await run('plan', ...inputs, '--out', 'plan.yaml');
  const [planId = ''] = /sha256:[0-9a-f]{64}/.exec(planned.stdout) ?? [];
  const fresh = await run('audit', 'verify', 'plan.yaml');
  assert.equal(fresh.exitCode, 0, fresh.stderr);
  assert.match(fresh.stdout, /^Nothing has happened to this plan yet/);
  assert.match((await run('audit', 'show', 'plan.yaml')).stdout, /is empty/);

  assert.equal((await run('apply', 'plan.yaml')).exitCode, 13);
  const moved = readFileSync(join(cwd, 'mas.yaml'));
  writeFileSync(join(cwd, 'mas.yaml'), 'a: [');
  assert.equal((await run('apply', 'plan.yaml', '--plan-id', planId, '--rehearse')).exitCode, 3);
  writeFileSync(join(cwd, 'mas.yaml'), moved);
  const applied = await run('apply', 'plan.yaml', '--plan-id', planId, '--unapproved', 'A test.');
  assert.equal(applied.exitCode, 0, applied.stderr);
  const [, noted = ''] = /^Audit log: {3}line 6, (sha256:\S+)$/m.exec(applied.stdout) ?? [];
  const verifyNoted = () => run('audit', 'verify', 'plan.yaml', '--no-database', '--noted', noted);
  assert.equal((await verifyNoted()).exitCode, 0);
  const verified = await run('audit', 'verify', 'plan.yaml');
  assert.equal(verified.exitCode, 0, verified.stderr);
  assert.match(
    verified.stdout,
    /Log lines +6\n +Receipts +3\n +Approvals +0\n +Journal entries +1\n +Head +line 6, sha256:/,
  );
  assert.match((await run('audit', 'verify', 'plan.yaml', '--no-database')).stdout, /not asked/);

  const whole = readFileSync(join(cwd, 'plan.yaml.audit.jsonl'));
  writeFileSync(
    join(cwd, 'plan.yaml.audit.jsonl'),
    whole
      .toString()
      .split(/(?<=\n)/)
      .slice(0, 5)
      .join(''),
  );
  assert.match((await verifyNoted()).stderr, /AUDIT_NOTED_MISSING/);
  writeFileSync(join(cwd, 'plan.yaml.audit.jsonl'), whole);
  assert.equal((await run('audit', 'verify', 'plan.yaml', '--noted', 'x')).exitCode, 3);

  const shown = await run('audit', 'show', 'plan.yaml');
  assert.match(shown.stdout, /1 .* apply: failed .* APPROVAL_MISSING/);
  assert.match(shown.stdout, /3 .* rehearse: failed .* CONFIG_YAML/);
  assert.match(shown.stdout, /5 .* apply: applied /);
  const history: unknown = JSON.parse((await run('audit', 'show', 'plan.yaml', '--format', 'json')).stdout);
  assert.deepEqual(schemaErrorsOf('history', history), []);
  const log = join(cwd, 'plan.yaml.audit.jsonl');
  const lines = readFileSync(log, 'utf8').trimEnd().split('\n');
  for (const line of lines) assert.deepEqual(schemaErrorsOf('audit-line', JSON.parse(line)), []);

  writeFileSync(log, `${lines.with(2, lines[2]?.replace('rehearse', 'rollback') ?? '').join('\n')}\n`);
  const receipt = readdirSync(cwd).find((name) => name.endsWith('-rehearse.json')) ?? '';
  writeFileSync(join(cwd, receipt), `${readFileSync(join(cwd, receipt), 'utf8')} `);
  const found = await run('audit', 'verify', 'plan.yaml', '--log-format', 'json');
  assert.equal(found.exitCode, 18);
  assert.deepEqual(
    problemsIn(found).map(({ code, place, exitCode }) => [code, place?.file, place?.line, exitCode]),
    [
      ['AUDIT_CHAIN', log, 3, 18],
      ['AUDIT_RECEIPT_CHANGED', join(cwd, receipt), undefined, 18],
    ],
  );
  assert.match((await run('audit', 'verify', 'plan.yaml')).stderr, /plan\.yaml\.audit\.jsonl:3\n/);
});
