import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { demoApprover, writeDemoKey } from '../../src/cli/demo/write-demo-key.ts';
import { planIdOf } from '../../src/plan/plan-id.ts';
import { createExample, type Example } from '../cli/example.ts';
import { programFile, runChild, shortLived } from '../cli/run-child.ts';
import { type CliAnswer, runInProcess } from '../cli/run-in-process.ts';

/** A machine with Synapse and MAS, both made of stubs but for their databases and files, and a checkout with `migration/`. */
export interface RecipeWorld extends Example {
  /** The checkout. */
  readonly repository: string;
  /** Runs a program as a recipe does, in the checkout; paths of the recipes become those of the machine. */
  exec(words: readonly string[], env?: Readonly<Record<string, string>>): Promise<CliAnswer>;
  /** The same text with the paths of this machine. */
  here(text: string): string;
  /** What systemctl, gh and others were called with, and forgets it. */
  calls(): readonly string[];
  /** Accepts everything that is open. */
  accept(): Promise<void>;
  /** Signs a plan; returns its id. */
  approve(plan: string): Promise<string>;
  /** The state that `status` tells. */
  state(plan: string): Promise<string>;
}

export async function createRecipeWorld(t: TestContext): Promise<RecipeWorld> {
  const example = await createExample(t, { users: 24, isGenerated: true });
  const { cwd, pair } = example;
  for (const database of [pair.synapse, pair.mas]) await database.disconnect();
  const repository = join(cwd, 'repository');
  const migration = join(repository, 'migration');
  for (const folder of [migration, join(cwd, 'bin'), join(cwd, 'tmp')]) mkdirSync(folder, { recursive: true });
  writeFileSync(join(migration, 'decisions.yaml'), 'acceptances: []\n');
  writeFileSync(join(migration, 'policy.yaml'), 'requireApprovals: 1\nallowedSigners: allowed_signers\n');
  const { keyFile, signersFile } = writeDemoKey(cwd);
  copyFileSync(join(cwd, signersFile), join(migration, signersFile));
  const calls = join(cwd, 'calls');
  writeStubs(join(cwd, 'bin'), calls);

  const places: readonly (readonly [string, string])[] = [
    ['/etc/matrix-synapse', cwd],
    ['/etc/mas/config.yaml', join(cwd, 'mas.yaml')],
  ];
  const here = (text: string): string => places.reduce((rest, [theirs, ours]) => rest.replaceAll(theirs, ours), text);
  const environment = {
    PATH: `${join(cwd, 'bin')}:${process.env.PATH}`,
    STUB_MAS_URI: pair.mas.uri,
    RUNNER_TEMP: join(cwd, 'tmp'),
    GITHUB_OUTPUT: join(cwd, 'tmp', 'output'),
    GITHUB_STEP_SUMMARY: join(cwd, 'tmp', 'summary'),
    GITHUB_ACTOR: 'grace',
    GITLAB_USER_LOGIN: 'grace',
    GITHUB_REPOSITORY: 'example/matrix',
  };
  return {
    ...example,
    repository,
    here,
    async exec([program = '', ...args], env = {}) {
      const child = spawn(program, args.map(here), {
        cwd: repository,
        env: { ...environment, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const [stdout, stderr, [exitCode]] = await Promise.all([
        text(child.stdout),
        text(child.stderr),
        once(child, 'close') as Promise<[number | null]>,
      ]);
      return { exitCode: exitCode ?? -1, stdout, stderr };
    },
    calls() {
      const lines = existsSync(calls) ? readFileSync(calls, 'utf8').trimEnd().split('\n') : [];
      writeFileSync(calls, '');
      return lines.filter((line) => line !== '');
    },
    async accept() {
      const file = join(cwd, 'tmp', 'decisions.yaml');
      const configs = ['--synapse-config', 'homeserver.yaml', '--mas-config', 'mas.yaml'];
      await runInProcess(['check', ...configs, '--write-acceptances', file], { cwd });
      const filled = readFileSync(file, 'utf8')
        .replaceAll('reason: ""', 'reason: A test.')
        .replaceAll('by: ""', 'by: ada');
      writeFileSync(join(migration, 'decisions.yaml'), filled);
    },
    async approve(plan) {
      const planId = planIdOf(readFileSync(plan));
      const args = ['approve', plan, '--as', demoApprover, '--key', keyFile, '--plan-id', planId];
      const { exitCode, stderr } = await runInProcess(args, { cwd, now: new Date().toISOString() });
      assert.equal(exitCode, 0, stderr);
      return planId;
    },
    async state(plan) {
      const { stdout } = await runChild(['status', plan, '--format', 'json'], { cwd });
      return (JSON.parse(stdout) as { readonly state: string }).state;
    },
  };
}

/** What the services are told in an outage that goes well, and in one in which nothing is committed. */
export const outage = ['systemctl stop mas matrix-synapse', 'systemctl start mas', 'systemctl start matrix-synapse'];
export const nothingHappened = ['systemctl stop mas matrix-synapse', 'systemctl start matrix-synapse'];

/**
 * syn2mas-plan is the real one, but for a command whose words are in STUB_FAIL (`verify`, `apply cutover`): it ends once with the code
 * STUB_CODE. mas-cli writes the providers; everything else only notes that it was called.
 */
function writeStubs(folder: string, calls: string): void {
  const stub = (name: string, script: string): void => {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, name), 0o755);
  };
  const masCli = fileURLToPath(new URL('mas-cli-stub.js', import.meta.url));
  stub(
    'syn2mas-plan',
    `case "$*" in
  *"\${STUB_FAIL:-nothing}"*) [ -e '${calls}.failed' ] || { touch '${calls}.failed'; exit "$STUB_CODE"; } ;;
esac
exec '${process.execPath}' ${shortLived.join(' ')} '${programFile}' "$@"`,
  );
  stub('mas-cli', `exec '${process.execPath}' '${masCli}' "$@"`);
  stub('sudo', 'exec "$@"');
  for (const name of ['systemctl', 'gh']) stub(name, `echo "${name} $*" >> '${calls}'`);
  appendFileSync(calls, '');
}
