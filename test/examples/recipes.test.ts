import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { parse } from 'yaml';
import { toolVersion } from '../../src/cli/tool-version.ts';
import { errorCatalog, exitCodes } from '../../src/support/error-catalog.ts';
import { program } from '../support/program.ts';
import { commandLines } from './command-lines.ts';
import { recipeFiles, recipeText, recipeYaml, textsIn } from './recipe-files.ts';

const names = program().commands.map((command) => command.name());

/** Every command line of every recipe with where it stands. */
function allCommandLines(): readonly (readonly [file: string, words: readonly string[]])[] {
  return recipeFiles().flatMap((file) => {
    const inComments = commandLines(recipeText(file).replaceAll(/^(?!\s*#).*$/gm, ''), names);
    const own = /\.ya?ml$/.test(file)
      ? recipeYaml(file).flatMap(textsIn).flatMap(inValue)
      : commandLines(recipeText(file), names, file.endsWith('.md'));
    return [...own, ...inComments].map((words) => [file, words] as const);
  });
}

function inValue(value: string | readonly string[]): readonly (readonly string[])[] {
  if (typeof value === 'string') return commandLines(value, names);
  const words = value.map((word) => word.replaceAll(/\{\{.*?\}\}/g, 'x'));
  if (words[0] === 'syn2mas-plan') return words.length > 1 ? [words.slice(1)] : [];
  // The words of a container whose command is syn2mas-plan, or scripts in a list.
  const isArgs = names.includes(words[0] ?? '') && words.some((word) => word.startsWith('--'));
  return isArgs ? [words] : words.flatMap((word) => commandLines(word, names));
}

test('every YAML file of a recipe is YAML', () => {
  const files = recipeFiles().filter((file) => /\.ya?ml$/.test(file));
  assert.ok(files.length >= 7);
  for (const file of files) assert.ok(recipeYaml(file).length > 0, file);
});

test('every command line of a recipe is one that the program takes', async () => {
  const lines = allCommandLines();
  for (const [file, words] of lines) {
    const isRun = new Error('the command would run');
    const outcome = await program(() => {
      throw isRun;
    })
      .parseAsync([...words], { from: 'user' })
      .catch((error: unknown) => error);
    assert.equal(outcome, isRun, `${file}: syn2mas-plan ${words.join(' ')}: ${String(outcome)}`);
  }
  const used = new Set(lines.map(([, words]) => words[0]));
  for (const name of ['check', 'plan', 'show', 'approve', 'apply', 'status', 'verify', 'rollback'])
    assert.ok(used.has(name), name);
  assert.ok(lines.length > 40, `${lines.length} command lines`);
});

test('every recipe goes the whole way: plan, show, apply, verify and rollback', () => {
  const folders = new Set(recipeFiles().flatMap((file) => (file.includes('/') ? [file.split('/')[0]] : [])));
  assert.deepEqual([...folders].sort(), ['ansible', 'compose', 'github', 'gitlab', 'kubernetes', 'shell']);
  for (const folder of folders) {
    const used = allCommandLines().flatMap(([file, words]) => (file.startsWith(`${folder}/`) ? [words[0]] : []));
    for (const name of ['plan', 'show', 'apply', 'verify', 'rollback']) {
      // The playbook has apply in a variable, which counts as one line.
      assert.ok(used.includes(name), `${folder}: ${name}`);
    }
  }
});

test('what a recipe does after an exit code fits what the code means', () => {
  const known = new Set<number>([...Object.values(exitCodes)]);
  // Where nothing was committed Synapse may run on: of those and no others.
  const harmless = Object.values(errorCatalog).map(({ exitCode }) => exitCode as number);
  let groups = 0;
  for (const file of recipeFiles()) {
    const text = recipeText(file);
    for (const [, list = ''] of text.matchAll(/^ *(?:\d+ \| )?((?:\d+ \| )+\d+)\)/gm)) {
      for (const code of list.split(' | ').map(Number)) assert.ok(known.has(code), `${file}: ${code}`);
    }
    for (const [, list = ''] of text.matchAll(/(12(?:(?:, | \| )\d+)+)/g)) {
      groups += 1;
      const codes = list.split(/[|,]/).map((code) => Number(code.trim()));
      assert.deepEqual(codes, [12, 13, 14, 15, 16, 130], file);
      assert.ok(codes.every((code) => harmless.includes(code)));
    }
  }
  assert.ok(groups >= 5);
});

test('scripts are what bash reads, also those inside of YAML', () => {
  const scripts = recipeFiles().flatMap((file) => {
    if (file.endsWith('.sh')) return [[file, recipeText(file)] as const];
    if (!/\.ya?ml$/.test(file)) return [];
    const texts = recipeYaml(file).flatMap(textsIn).flat();
    return texts
      .filter((text) => text.includes('syn2mas-plan') && text.includes('\n'))
      .map((text) => [file, text] as const);
  });
  assert.ok(scripts.length >= 9);
  for (const [file, script] of scripts) {
    assert.doesNotMatch(script, /\$\{\{/, `${file}: what others may write gets into a script by the environment only`);
    execFileSync('bash', ['-n'], { input: script, stdio: ['pipe', 'inherit', 'inherit'] });
  }
});

test('no recipe has a password, or hands one over on a command line', () => {
  for (const file of recipeFiles()) {
    const text = recipeText(file);
    assert.doesNotMatch(text, /(postgres(ql)?:\/\/|PGPASSWORD=|password: )/, file);
    if (!file.endsWith('.md')) assert.doesNotMatch(text, /--(synapse|mas)-database-uri/, file);
  }
});

test('images and packages have the version of this release', () => {
  for (const file of recipeFiles()) {
    for (const [, version] of recipeText(file).matchAll(/syn2mas-plan[:-](\d+\.\d+\.\d+)/g))
      assert.equal(version, toolVersion(), file);
  }
});

test('the workflows of GitHub have what GitHub asks for', () => {
  for (const file of ['github/plan.yml', 'github/apply.yml']) {
    const workflow = parse(recipeText(file)) as Workflow;
    assert.deepEqual(
      Object.keys(workflow).filter((key) => !['name', 'on', 'permissions', 'concurrency', 'jobs'].includes(key)),
      [],
    );
    assert.ok(workflow.permissions, `${file} says what its token may do`);
    for (const job of Object.values(workflow.jobs)) {
      assert.ok(job['runs-on'].includes('self-hosted'));
      for (const step of job.steps) {
        assert.equal(Number('run' in step) + Number('uses' in step), 1, JSON.stringify(step));
        if (step.uses !== undefined) assert.match(step.uses, /^[\w-]+\/[\w-]+(\/[\w-]+)?@v\d+$/);
        const keys = Object.keys(step).filter(
          (key) => !['name', 'id', 'if', 'env', 'run', 'uses', 'with'].includes(key),
        );
        assert.deepEqual(keys, []);
      }
    }
  }
  const plan = parse(recipeText('github/plan.yml')) as Workflow;
  assert.match(
    plan.jobs.plan?.if ?? '',
    /head\.repo\.full_name == github\.repository/,
    'forks do not get to the runner',
  );
  const apply = parse(recipeText('github/apply.yml')) as Workflow;
  assert.equal(apply.jobs.apply?.environment, 'migration');
});

interface Workflow {
  readonly permissions?: object;
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly if?: string;
        readonly environment?: string;
        readonly 'runs-on': readonly string[];
        readonly steps: readonly { readonly run?: string; readonly uses?: string }[];
      }
    >
  >;
}
