import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import type { Command } from 'commander';
import { errorCatalog, exitCodes } from '../src/support/error-catalog.ts';
import { packageRoot } from '../src/support/package-root.ts';
import { program } from './support/program.ts';

const documents = ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'FORMATS.md'];

function read(name: string): string {
  return readFileSync(join(packageRoot(), name), 'utf8');
}

function commands(): readonly Command[] {
  return program().commands;
}

/** First column of the table below a heading. */
function firstColumn(text: string, heading: string): readonly string[] {
  const section = text.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((line) => line.split('|')[1]?.trim() ?? '');
}

test("README's table of exit codes has each code once, and the catalogue has no other", () => {
  const documented = firstColumn(read('README.md'), 'Exit codes').map(Number);
  assert.deepEqual(
    documented,
    Object.values(exitCodes).toSorted((a, b) => a - b),
  );
  for (const [code, { exitCode }] of Object.entries(errorCatalog)) assert.ok(documented.includes(exitCode), code);
});

test("README's table of commands is that of the program", () => {
  assert.deepEqual(
    firstColumn(read('README.md'), 'Commands').map((cell) => cell.replaceAll('`', '')),
    commands().map((command) => command.name()),
  );
});

test('every command line in the documents uses commands and options that exist', () => {
  let count = 0;
  for (const name of documents) {
    const blocks = [...read(name).matchAll(/^ *```(?:sh|console)?\n([\s\S]*?)^ *```$/gm)].map(
      (match) => match[1] ?? '',
    );
    for (const line of blocks.join('').replaceAll('\\\n', ' ').split('\n')) {
      const words = line.trim().replace(/^\$ /, '').split(/\s+/);
      if (words[0] !== 'syn2mas-plan' || words[1] === undefined) continue;
      count += 1;
      const named = commands().find((known) => known.name() === words[1]);
      const command = named?.commands.find((known) => known.name() === words[2]) ?? named;
      assert.ok(command, `${name}: ${line}`);
      const known = [
        ...command.options,
        ...(command.parent?.options ?? []),
        ...(command.parent?.parent?.options ?? []),
      ].map((option) => option.long);
      for (const word of words.filter((text) => text.startsWith('--')))
        assert.ok(known.includes(word), `${name}: ${line}`);
    }
  }
  assert.ok(count > 5);
});

test('every link between files leads somewhere', () => {
  for (const name of documents) {
    for (const [, target = ''] of read(name).matchAll(/\]\((?!https?:|#)([^)#]+)/g)) {
      assert.ok(existsSync(join(packageRoot(), dirname(name), target)), `${name}: ${target}`);
    }
  }
});

test('FORMATS.md leads to every schema, and all that is printed says the version of its format', () => {
  const text = read('FORMATS.md');
  const files = readdirSync(join(packageRoot(), 'plan-schema'));
  assert.ok(files.length > 8);
  for (const file of files) assert.ok(text.includes(`plan-schema/${file}`), file);
  const [, versions = ''] = /\n## Versions\n([\s\S]*?)\n## /.exec(text) ?? [];
  const printed = [...versions.matchAll(/\(plan-schema\/([\w-]+\.schema\.json)\)/g)].map(([, file = '']) => file);
  assert.ok(printed.length > 7);
  // The first line of the log says it for all of them, the type of its statement for an approval.
  for (const file of printed.filter((name) => !/^(log|(discard-)?approval)\./.test(name))) {
    const schema = JSON.parse(read(`plan-schema/${file}`)) as { readonly required: readonly string[] };
    assert.ok(schema.required.includes('formatVersion'), file);
  }
});

test('FORMATS.md names every field of a plan and of each kind of step', () => {
  const text = read('FORMATS.md');
  const schema = JSON.parse(read('plan-schema/plan.schema.json')) as {
    readonly properties: object;
    readonly $defs: Readonly<Record<string, { readonly properties?: object }>>;
  };
  const steps = Object.entries(schema.$defs).filter(([name]) => name.endsWith('Step'));
  assert.ok(steps.length > 5);
  for (const field of [schema, ...steps.map(([, step]) => step)].flatMap((part) =>
    Object.keys(part.properties ?? {}),
  )) {
    assert.ok(text.includes(`\`${field}\``), field);
  }
});
