import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { promisify } from 'node:util';
import { compiledSchemas } from '../../src/support/compiled-schema.ts';
import { packageRoot } from '../../src/support/package-root.ts';
import { createExample, inputs, temporaryFolder } from './example.ts';

const run = promisify(execFile);

test('what npm packs can be installed, and then it plans and shows from any folder', async (t) => {
  const program = await installPacked(t);
  const { cwd } = await createExample(t, { users: 24 });
  const answer = async (...args: readonly string[]) => {
    const options = { cwd, env: { PATH: process.env.PATH }, maxBuffer: 2 ** 26 };
    // A plan with warnings exits 11, which execFile rejects with.
    return run(program, args, options).catch((error: { readonly code: number; readonly stdout: string }) => error);
  };
  const explained = await answer('explain', 'STALE_FILE');
  assert.match(explained.stdout, /STALE_FILE/);
  const planned = await answer('plan', ...inputs, '--out', 'plan.yaml');
  assert.equal('code' in planned ? planned.code : 0, 11, JSON.stringify(planned));
  for (const format of ['text', 'markdown', 'html', 'json', 'sql', 'sarif']) {
    const shown = await answer('show', 'plan.yaml', '--format', format);
    assert.ok(!('code' in shown), JSON.stringify(shown));
    assert.notEqual(shown.stdout, '');
  }
});

test('the package holds what it needs and no tests', async (t) => {
  const { stdout } = await run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: packageRoot(),
    env: npmEnvironment(temporaryFolder(t)),
    maxBuffer: 2 ** 26,
  });
  const [packed] = JSON.parse(stdout) as readonly [{ readonly files: readonly { readonly path: string }[] }];
  const paths = packed.files.map((file) => file.path);
  for (const path of [
    'README.md',
    'LICENSE',
    'CHANGELOG.md',
    'FORMATS.md',
    'plan-schema/plan.schema.json',
    'dist/src/cli/main.js',
    ...Object.keys(compiledSchemas).map((name) => `dist/src/support/compiled-schemas/${name}.cjs`),
  ]) {
    assert.ok(paths.includes(path), path);
  }
  for (const folder of [
    'templates/sql/',
    'templates/config/',
    'templates/report/',
    'examples/demo/',
    'examples/schemas/',
  ]) {
    assert.ok(
      paths.some((path) => path.startsWith(folder)),
      folder,
    );
  }
  assert.deepEqual(
    paths.filter((path) => /^(dist\/test|test|node_modules)\//.test(path)),
    [],
  );
});

/**
 * Packs as `npm pack` does and installs as `npm install -g` does, without network: the dependencies, those of
 * package-lock.json that are not for development, travel inside. Returns the path of the program.
 */
async function installPacked(t: TestContext): Promise<string> {
  const root = packageRoot();
  const folder = temporaryFolder(t);
  const options = { cwd: folder, env: npmEnvironment(folder) };
  const pack = async (from: string, to: string): Promise<string> => {
    mkdirSync(to);
    // Without scripts: dist is what is tested, and building it anew would pull it away under the tests.
    const { stdout } = await run(
      'npm',
      ['pack', from, '--pack-destination', to, '--json', '--ignore-scripts'],
      options,
    );
    const [{ filename }] = JSON.parse(stdout) as readonly [{ readonly filename: string }];
    return join(to, filename);
  };
  await run('tar', ['-xzf', await pack(root, join(folder, 'packed')), '-C', folder]);
  const unpacked = join(folder, 'package');
  for (const path of productionDependencies(root)) cpSync(join(root, path), join(unpacked, path), { recursive: true });
  const manifest = JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8')) as object;
  writeFileSync(join(unpacked, 'package.json'), JSON.stringify({ ...manifest, bundleDependencies: true }));
  const bundled = await pack(unpacked, join(folder, 'bundled'));
  const prefix = join(folder, 'prefix');
  await run(
    'npm',
    ['install', '--global', '--prefix', prefix, '--offline', '--no-audit', '--no-fund', bundled],
    options,
  );
  return join(prefix, 'bin', 'syn2mas-plan');
}

function productionDependencies(root: string): readonly string[] {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, { readonly dev?: boolean; readonly optional?: boolean }>>;
  };
  return Object.entries(lock.packages)
    .filter(([path, entry]) => path !== '' && !entry.dev && !entry.optional)
    .map(([path]) => path);
}

/** Nothing of the user's npm: neither its cache, which may hold the answer by chance, nor its settings. */
function npmEnvironment(folder: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: folder,
    npm_config_cache: join(folder, 'cache'),
    npm_config_update_notifier: 'false',
  };
}
