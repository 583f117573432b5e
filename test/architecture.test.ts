import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../src/support/package-root.ts';
import { findBreaches, packagesLoadedWith } from './support/architecture.ts';

test('no file of src breaks the rules of the stages', () => {
  const files = readSources();
  assert.ok(files.size > 50);
  assert.deepEqual(findBreaches(files), []);
});

test('the program starts without what single commands need', () => {
  const files = readSources();
  assert.deepEqual(packagesLoadedWith('cli/main.ts', files), ['commander']);
  assert.deepEqual(packagesLoadedWith('cli/actions/show.ts', files), ['handlebars', 'yaml']);
});

test('the folders at the top are those that CONTRIBUTING.md tells of', () => {
  const made = new Set(['dist', 'node_modules']);
  const found = readdirSync(packageRoot(), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !made.has(entry.name))
    .map(({ name }) => name);
  const layout = readFileSync(join(packageRoot(), 'CONTRIBUTING.md'), 'utf8').split('## Layout')[1] ?? '';
  const told = [...layout.matchAll(/^(\S+)\/ /gm)].map(([, name]) => name);
  assert.deepEqual(found.sort(), ['examples', 'plan-schema', 'src', 'templates', 'test']);
  assert.deepEqual(told.sort(), found);
});

for (const [what, files, breaches] of [
  ['a stage to the right', { 'plan/a.ts': "import { b } from '../check/b.ts';" }, ['plan/a.ts: plan imports check']],
  [
    'types of a stage to the right',
    { 'plan/a.ts': "import type { B } from '../check/b.ts';" },
    ['plan/a.ts: plan imports check'],
  ],
  [
    'support that knows a stage',
    { 'support/a.ts': "import { b } from '../plan/b.ts';" },
    ['support/a.ts: support imports plan'],
  ],
  ['an export from the right', { 'plan/a.ts': "export { b } from '../cli/b.ts';" }, ['plan/a.ts: plan imports cli']],
  [
    'an import over several lines',
    { 'plan/a.ts': "import {\n  a,\n  b,\n} from '../cli/b.ts';" },
    ['plan/a.ts: plan imports cli'],
  ],
  ['an import at run time', { 'plan/a.ts': "const b = await import('../cli/b.ts');" }, ['plan/a.ts: plan imports cli']],
  [
    'apply that plans',
    { 'apply/a.ts': "import { b } from '../compile/b.ts';" },
    ['apply/a.ts: apply imports compile, which makes plans'],
  ],
  [
    'render that checks',
    { 'render/a.ts': "import type { B } from '../check/b.ts';" },
    ['render/a.ts: render imports check, which makes plans'],
  ],
  ['a folder that is no stage', { 'util/a.ts': '' }, ['util/a.ts: util is no stage']],
  ['an import from outside src', { 'cli/a.ts': "import { b } from '../../test/b.ts';" }, ['cli/a.ts: cli imports ..']],
  [
    'a check that reads files',
    { 'check/a.ts': "import { readFileSync } from 'node:fs';" },
    ['check/a.ts: imports node:fs'],
  ],
  ['a check that reads a database', { 'check/a.ts': "import { Client } from 'pg';" }, ['check/a.ts: imports pg']],
  ['a compiler with a clock', { 'compile/a.ts': 'const at = Date.now();' }, ['compile/a.ts: uses Date.now']],
  ['a compiler with another clock', { 'compile/a.ts': 'const at = new Date();' }, ['compile/a.ts: uses new Date()']],
  ['a compiler that throws dice', { 'compile/a.ts': 'const n = Math.random();' }, ['compile/a.ts: uses Math.random']],
  [
    'a compiler with a key',
    { 'compile/a.ts': "import { createHash, randomBytes } from 'node:crypto';" },
    ['compile/a.ts: uses randomBytes', 'compile/a.ts: imports node:crypto'],
  ],
  ['a report that looks around', { 'render/a.ts': 'const { HOME } = process.env;' }, ['render/a.ts: uses process']],
  [
    'a check that reads files through another stage',
    { 'check/a.ts': "import { b } from '../config/b.ts';", 'config/b.ts': "import { readFileSync } from 'node:fs';" },
    ['check/a.ts through config/b.ts: imports node:fs'],
  ],
] as const) {
  test(`${what} is a breach`, () => {
    assert.deepEqual(findBreaches(new Map(Object.entries(files))), breaches);
  });
}

test('what the rules allow is no breach', () => {
  const files = {
    'compile/a.ts': `
      import { createHash } from 'node:crypto';
      import { join } from 'node:path';
      import { parseDocument } from 'yaml';
      import { c } from '../check/c.ts';
      import { type B } from '../config/b.ts';
      // new Date() stands in a comment only; so does process.
      const at = new Date(0);`,
    'check/c.ts': "import type { B } from '../config/b.ts';",
    'config/b.ts': "import { readFileSync } from 'node:fs';",
    'apply/a.ts': "import { b } from '../inspect/b.ts';\nimport { c } from '../config/c.ts';",
    'cli/a.ts': "import { a } from '../apply/a.ts';\nimport { b } from '../compile/a.ts';",
  };
  assert.deepEqual(findBreaches(new Map(Object.entries(files).map(([path, text]) => [path, unindent(text)]))), []);
});

function unindent(text: string): string {
  return text.replaceAll(/^ +/gm, '');
}

function readSources(): ReadonlyMap<string, string> {
  const root = join(packageRoot(), 'src');
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}
