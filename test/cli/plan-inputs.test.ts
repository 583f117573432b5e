import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { readPlanInputs } from '../../src/cli/plan-inputs.ts';
import { PlanError } from '../../src/support/errors.ts';
import { writeCompleteExample } from '../support/complete-example.ts';
import { onServer } from '../support/on-server.ts';
import { temporaryFolder } from './example.ts';

type Named = Parameters<typeof readPlanInputs>[0];

/** The example on a server that is never asked, and what a plan says of it. */
function exampleFiles(t: TestContext): { readonly cwd: string; readonly plan: Named; readonly masYaml: string } {
  const cwd = temporaryFolder(t);
  const owned = (name: string) => ({ database: name, user: name, password: `${name}-password` });
  const server = { host: '192.0.2.1', port: 5433, user: 'postgres', password: 'x' };
  const { homeserverYaml, masYaml } = writeCompleteExample(cwd, server, {
    synapse: owned('synapse'),
    mas: owned('mas'),
  });
  const files = (...paths: string[]) => ({ configFiles: paths.map((path) => ({ path, sha256: 'sha256:0' })) });
  const plan = {
    source: { serverName: 'example.org', ...files(homeserverYaml), connection: {} },
    target: files(masYaml),
  } as unknown as Named;
  return { cwd, plan, masYaml };
}

function codesOf(run: () => unknown): readonly string[] {
  try {
    run();
    return [];
  } catch (error) {
    if (error instanceof PlanError) return error.problems.map((problem) => problem.code);
    throw error;
  }
}

test('the databases are those of the files that the plan names', (t) => {
  const { plan } = exampleFiles(t);
  const { databases } = readPlanInputs(plan, {}, { cwd: '/', env: { PGHOST: 'ignored.example' } });
  for (const name of ['synapse', 'mas'] as const) {
    const { description, hosts } = onServer(databases[name]);
    assert.deepEqual([description.host, description.port, description.database], ['192.0.2.1', 5433, name]);
    assert.equal(hosts[0].password?.reveal(), `${name}-password`);
  }
});

test('a URI stands for the database section', (t) => {
  const { plan } = exampleFiles(t);
  const overrides = { masDatabaseUri: 'postgresql://other:secret@db.example:6000/moved' };
  const { databases } = readPlanInputs(plan, overrides, { cwd: '/', env: {} });
  assert.deepEqual(
    [
      databases.mas.description.host,
      databases.mas.description.database,
      onServer(databases.synapse).description.database,
    ],
    ['db.example', 'moved', 'synapse'],
  );
});

test('files are merged in the order of the plan', (t) => {
  const { cwd, plan } = exampleFiles(t);
  const extra = join(cwd, 'extra.yaml');
  writeFileSync(extra, 'database: {name: psycopg2, args: {host: later.example}}\n');
  const [homeserver] = plan.source.configFiles;
  assert.ok(homeserver);
  const later = { path: extra, sha256: 'sha256:0' };
  const withFiles = (...configFiles: (typeof later)[]): Named => ({ ...plan, source: { ...plan.source, configFiles } });
  const hostOf = (named: Named) =>
    onServer(readPlanInputs(named, {}, { cwd: '/', env: {} }).databases.synapse).description.host;
  assert.equal(hostOf(withFiles(homeserver, later)), 'later.example');
  assert.equal(hostOf(withFiles(later, homeserver)), '192.0.2.1');
});

test('the files of another homeserver are stale', (t) => {
  const { plan } = exampleFiles(t);
  const other = { ...plan, source: { ...plan.source, serverName: 'example.com' } };
  assert.deepEqual(
    codesOf(() => readPlanInputs(other, {}, { cwd: '/', env: {} })),
    ['STALE_SOURCE'],
  );
});

test('files that are gone are named, of both sides', (t) => {
  const { plan } = exampleFiles(t);
  const gone = { path: '/nowhere/a.yaml', sha256: 'sha256:0' };
  const other = { source: { ...plan.source, configFiles: [gone] }, target: { ...plan.target, configFiles: [gone] } };
  assert.deepEqual(
    codesOf(() => readPlanInputs(other, {}, { cwd: '/', env: {} })),
    ['FILE_UNREADABLE', 'FILE_UNREADABLE'],
  );
});

test('secrets of homeserver.yaml that MAS needs are read where they stand, others are not', (t) => {
  const { plan, masYaml } = exampleFiles(t);
  const { resolveSecret } = readPlanInputs(plan, {}, { cwd: '/', env: {} });
  const file = plan.source.configFiles[0]?.path ?? '';
  assert.equal(resolveSecret({ file, key: 'password_config.pepper' }).reveal(), 'Wq7!pepper_example_only');
  assert.equal(resolveSecret({ file, key: 'oidc_providers[1].client_secret' }).reveal(), 'github_example_only');
  for (const from of [
    { file, key: 'macaroon_secret_key' },
    { file, key: 'oidc_providers[7].client_secret' },
    { file: masYaml, key: 'password_config.pepper' },
  ]) {
    assert.deepEqual(
      codesOf(() => resolveSecret(from)),
      ['STALE_FILE'],
    );
  }
});

test("the shared secret comes from MAS's own configuration, and from nowhere else that a plan may name", (t) => {
  const { plan, masYaml } = exampleFiles(t);
  const { resolveSecret } = readPlanInputs(plan, {}, { cwd: '/', env: {} });
  assert.equal(resolveSecret({ file: masYaml, key: 'matrix.secret' }).reveal(), 'shared_example_only');
  for (const from of [
    { file: '/etc/shadow', key: 'matrix.secret' },
    { file: masYaml, key: 'secrets.encryption' },
  ]) {
    assert.deepEqual(
      codesOf(() => resolveSecret(from)),
      ['STALE_FILE'],
    );
  }
  writeFileSync(
    masYaml,
    readFileSync(masYaml, 'utf8').replace('secret: "shared_example_only"', 'secret_file: /run/secret'),
  );
  const moved = readPlanInputs(plan, {}, { cwd: '/', env: {} });
  assert.notDeepEqual(
    codesOf(() => moved.resolveSecret({ file: masYaml, key: 'matrix.secret' })),
    [],
  );
});
