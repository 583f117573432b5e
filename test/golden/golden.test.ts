import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { allRules } from '../../src/check/all-rules.ts';
import { readGoldenCases } from './golden-case.ts';
import { readRecorded, writeRecorded } from './recorded.ts';
import { createEmptyDatabases, runCase } from './run-case.ts';

const cases = readGoldenCases();
const isUpdate = process.env.UPDATE_GOLDEN === '1';

test('each case is answered as its expected.yaml says', { concurrency: 4 }, async (t) => {
  const empty = await createEmptyDatabases(t);
  const tests = cases.map((golden) =>
    t.test(`${golden.name}: ${golden.title}`, async (t) => {
      const recorded = await runCase(t, golden, empty);
      const file = join(golden.folder, 'expected.yaml');
      if (isUpdate) writeFileSync(file, writeRecorded(recorded));
      assert.ok(
        existsSync(file),
        `${file} is missing: run this test with UPDATE_GOLDEN=1, then review what it writes.`,
      );
      assert.deepEqual(recorded, readRecorded(readFileSync(file, 'utf8')));
      const found = new Set(recorded.findings?.map(({ id }) => id));
      const notSilent = Object.keys(golden.passes).filter((id) => found.has(id));
      assert.deepEqual(notSilent, [], 'these stand under passes of case.yaml, but are found');
    }),
  );
  await Promise.all(tests);
});

test('every rule has a case that raises it, and one that comes near and does not', () => {
  const raised = new Set(cases.flatMap(({ folder }) => idsOf(folder)));
  const passed = new Set(cases.flatMap(({ passes }) => Object.keys(passes)));
  const missing = allRules.flatMap(({ id }) => [
    ...(raised.has(id) ? [] : [`raise ${id}`]),
    ...(passed.has(id) ? [] : [`pass ${id}`]),
  ]);
  assert.ok(missing.length === 0, `No case does this yet:\n  ${missing.join('\n  ')}\n${howTo}`);
});

test('what a case passes is a rule', () => {
  const ids = new Set(allRules.map(({ id }) => id));
  const unknown = cases.flatMap(({ name, passes }) =>
    Object.keys(passes).flatMap((id) => (ids.has(id) ? [] : [`test/golden/${name}/case.yaml: ${id}`])),
  );
  assert.deepEqual(unknown, []);
});

const howTo = `
To raise a rule, make a folder test/golden/NAME with a homeserver.yaml and a mas.yaml as somebody could have written them, a
source.sql or target.sql where rows matter, and a case.yaml with a title. Run UPDATE_GOLDEN=1 node dist/test/run.js golden/golden
and see that the expected.yaml that it writes says what you meant.
To pass a rule, name it under passes in the case.yaml of a case that is nearly wrong, with a sentence that says what is near: the
same option set well, the row just inside the limit. CONTRIBUTING.md says more.`;

function idsOf(folder: string): readonly string[] {
  const file = join(folder, 'expected.yaml');
  return existsSync(file) ? (readRecorded(readFileSync(file, 'utf8')).findings ?? []).map(({ id }) => id) : [];
}
