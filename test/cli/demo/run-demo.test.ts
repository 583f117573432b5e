import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { parse } from 'yaml';
import type { Server } from '../../../src/cli/demo/embedded-cluster.ts';
import { readPlan } from '../../../src/plan/read-plan.ts';
import { testServer } from '../../support/cluster.ts';
import { masSchemaErrors } from '../../support/mas-schema.ts';
import { temporaryFolder } from '../example.ts';
import { problemsIn, runInProcess } from '../run-in-process.ts';

const program = fileURLToPath(new URL('../../../src/cli/main.js', import.meta.url));

test('the demo runs every command and leaves what they wrote, and no databases', async (t) => {
  const server = await testServer();
  const cwd = temporaryFolder(t);
  const { exitCode, stdout, stderr } = await runInProcess(
    ['demo', '--directory', 'out', '--postgres-uri', uriOf(server)],
    { cwd },
  );
  assert.equal(exitCode, 0, `${stdout}\n${stderr}`);
  const shown = [...stdout.matchAll(/^\$ syn2mas-plan (\S+)/gm)].map((match) => match[1]);
  assert.deepEqual(shown, [
    'check',
    'plan',
    'show',
    'apply',
    'approve',
    'apply',
    'apply',
    'apply',
    'status',
    'verify',
    'rollback',
    'audit',
    'audit',
    'bundle',
  ]);
  assert.match(stdout, new RegExp(join(cwd, 'out')));
  const out = join(cwd, 'out');
  const paths = readdirSync(out, { recursive: true, encoding: 'utf8' });
  for (const path of [
    'plan.yaml',
    'plan.md',
    'plan.html',
    'plan.sql',
    'plan.runbook',
    'plan.txt',
    'patched/homeserver.yaml',
    'patched/mas.yaml',
    'output/01-check.txt',
    'plan.yaml.ada@example.org.approval.json',
    'plan.yaml.audit.jsonl',
    'plan.tar',
  ]) {
    assert.ok(paths.includes(path), path);
  }
  assert.ok(paths.includes('patched/www/.well-known/matrix/client'));
  assert.ok(paths.some((path) => path.includes('receipt')));
  assert.equal(readPlan(readFileSync(join(out, 'plan.yaml'))).plan.errored, false);
  assert.match(readFileSync(join(out, 'patched/homeserver.yaml'), 'utf8'), /^matrix_authentication_service:/m);
  assert.doesNotMatch(readFileSync(join(out, 'homeserver.yaml'), 'utf8'), /^matrix_authentication_service:/m);
  const patchedMas = readFileSync(join(out, 'patched/mas.yaml'), 'utf8');
  assert.deepEqual(masSchemaErrors(parse(patchedMas)), []);
  assert.match(patchedMas, /synapse_idp_id: oidc-keycloak[\s\S]*secret: "keycloak_example_only"/);
  assert.doesNotMatch(readFileSync(join(out, 'mas.yaml'), 'utf8'), /synapse_idp_id/);
  assert.deepEqual(await demoDatabases(server), []);
});

test('Ctrl-C ends the demo with its databases', async (t) => {
  const server = await testServer();
  const cwd = temporaryFolder(t);
  const child = spawn(process.execPath, [program, 'demo', '--directory', 'out', '--postgres-uri', uriOf(server)], {
    cwd,
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stderr = text(child.stderr);
  const ended = once(child, 'close');
  child.stdout.on('data', (chunk: Buffer) => {
    if (chunk.includes('$ syn2mas-plan check')) child.kill('SIGINT');
  });
  assert.deepEqual(await ended, [130, null], await stderr);
  assert.match(await stderr, /INTERRUPTED/);
  assert.deepEqual(await demoDatabases(server), []);
});

test('the demo empties a folder of its own and no other', async (t) => {
  const cwd = temporaryFolder(t);
  writeFileSync(join(cwd, 'letter.txt'), 'Dear Ada\n');
  const answer = await runInProcess(
    ['demo', '--directory', '.', '--postgres-uri', 'postgresql://', '--log-format', 'json'],
    { cwd },
  );
  assert.equal(answer.exitCode, 3);
  assert.deepEqual(
    problemsIn(answer).map((problem) => problem.code),
    ['FILE_UNWRITABLE'],
  );
  assert.ok(existsSync(join(cwd, 'letter.txt')));
});

function uriOf({ host, port, user, password }: Server): string {
  return `postgresql://${encodeURIComponent(user)}:${encodeURIComponent(password)}@${host}:${port}/postgres`;
}

async function demoDatabases({ host, port, user, password }: Server): Promise<readonly string[]> {
  const client = new Client({ host, port, user, password, database: 'postgres' });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT datname AS name FROM pg_database WHERE datname LIKE '%\\_demo\\_%' UNION ALL SELECT rolname FROM pg_roles WHERE rolname LIKE '%\\_demo\\_%'`,
    );
    return rows.map((row) => row.name);
  } finally {
    await client.end();
  }
}
