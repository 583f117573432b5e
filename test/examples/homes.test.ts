import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { test } from 'node:test';
import { validate } from 'dockerfile-utils';
import { parse, stringify } from 'yaml';
import { readConfigFile } from '../../src/cli/config-file/read-config-file.ts';
import { toolVersion } from '../../src/cli/tool-version.ts';
import { readPlan } from '../../src/plan/read-plan.ts';
import { packageRoot } from '../../src/support/package-root.ts';
import { createExample } from '../cli/example.ts';
import { runInProcess } from '../cli/run-in-process.ts';
import { program } from '../support/program.ts';
import { commandLines } from './command-lines.ts';

const examples = join(packageRoot(), 'examples');
const homes = readdirSync(join(examples, 'homes'), { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

function read(...path: readonly string[]): string {
  return readFileSync(join(examples, ...path), 'utf8');
}

test('the table of homes has each of them', () => {
  assert.deepEqual(homes.toSorted(), ['compose', 'debian', 'ess', 'mdad', 'nixos']);
  const rows = [...read('homes/README.md').matchAll(/^\| \[(\w+)\]\((\w+)\/\)/gm)].map(([, name]) => name);
  assert.deepEqual(rows.toSorted(), homes.toSorted());
});

for (const home of homes) {
  test(`${home}: its file of options makes a plan of files where they are there`, async (t) => {
    const { cwd, pair } = await createExample(t, { users: 24 });
    const root = join(cwd, 'root');
    const file = readConfigFile(join(examples, 'homes', home, 'syn2mas-plan.yaml'));
    // Absolute paths of that machine are below `root` of this one; relative ones are beside the file.
    const moved = parse(read('homes', home, 'syn2mas-plan.yaml').replaceAll(/(?<=[ [])\/(?=\w)/g, `${root}/`)) as {
      readonly options: Readonly<Record<'synapse-config' | 'mas-config', string | readonly string[]>>;
      readonly commands: { readonly plan: Readonly<Record<string, string>> };
    };
    const config = join(root, 'migration', 'syn2mas-plan.yaml');
    const place = (path: string) => resolve(dirname(config), path);
    const write = (paths: string | readonly string[], bytes: string) => {
      for (const [index, path] of [paths].flat().map(place).entries()) {
        mkdirSync(/\.yaml$/.test(path) ? dirname(path) : path, { recursive: true });
        if (/\.yaml$/.test(path)) writeFileSync(path, index === 0 ? bytes : '{}\n');
      }
    };
    write(moved.options['synapse-config'], readFileSync(join(cwd, 'homeserver.yaml'), 'utf8'));
    write(moved.options['mas-config'], readFileSync(join(cwd, 'mas.yaml'), 'utf8'));
    const { out = '', 'well-known': wellKnown } = moved.commands.plan;
    for (const path of [out, wellKnown ?? out].map(place)) mkdirSync(dirname(path), { recursive: true });
    mkdirSync(dirname(config), { recursive: true });
    writeFileSync(config, stringify(moved));
    const { exitCode, stderr } = await runInProcess(['--config', config, 'plan'], { cwd });
    assert.equal(exitCode, 11, stderr);
    const { plan } = readPlan(readFileSync(place(out)));
    assert.equal(plan.choices.proxy, file.commands.plan?.proxy);
    assert.deepEqual(
      plan.steps.flatMap((step) => (step.kind === 'secret' ? [step.path] : [])),
      [place(moved.commands.plan['secret-file'] ?? join(dirname(lastFile()), 'mas-shared-secret'))],
    );
    assert.ok(pair.server);

    function lastFile(): string {
      return plan.source.configFiles.at(-1)?.path ?? '';
    }
  });

  test(`${home}: every command line is one that the program takes`, async () => {
    const known = program().commands.map((command) => command.name());
    const files = readdirSync(join(examples, 'homes', home));
    // What stands before the command, as in an entrypoint, is the file of options, wherever that is there.
    const lines = files
      .flatMap((name) => commandLines(read('homes', home, name), known, name.endsWith('.md')))
      .map((words) => (words[0] === '--config' ? words.slice(2) : words))
      .filter(([first]) => known.includes(first ?? ''));
    const config = join(examples, 'homes', home, 'syn2mas-plan.yaml');
    for (const words of lines) {
      const isRun = new Error('the command would run');
      const outcome = await program(() => {
        throw isRun;
      })
        .parseAsync(['--config', config, ...words], { from: 'user' })
        .catch((error: unknown) => error);
      assert.equal(outcome, isRun, `${home}: ${words.join(' ')}: ${String(outcome)}`);
    }
  });
}

test('links of the homes lead somewhere, and their YAML is YAML', () => {
  const files = [
    'README.md',
    ...homes.flatMap((home) => readdirSync(join(examples, 'homes', home)).map((name) => `${home}/${name}`)),
  ];
  for (const name of files) {
    const text = read('homes', name);
    if (/\.ya?ml$/.test(name)) assert.equal(typeof parse(text), 'object', name);
    if (!name.endsWith('.md')) continue;
    for (const [, target = ''] of text.matchAll(/\]\((?!https?:|#)([^)#]+)/g))
      assert.ok(existsSync(join(examples, 'homes', dirname(name), target)), `${name}: ${target}`);
  }
});

test('the Dockerfile is without a fault, and takes what npm packs', () => {
  const text = read('Dockerfile');
  assert.deepEqual(
    validate(text, { instructionWorkdirRelative: 2, instructionCmdMultiple: 2, instructionEntrypointMultiple: 2 }).map(
      ({ message }) => message,
    ),
    [],
  );
  assert.ok(text.includes(`syn2mas-plan-${toolVersion()}.tgz`));
  assert.deepEqual(
    validate('FROM\nCOPPY a b\n').map(({ range }) => range.start.line),
    [0, 1],
  );
});
