import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { allRules } from '../../src/check/all-rules.ts';
import { oddSources } from '../../src/check/coverage/odd-sources.ts';
import { notChecked } from '../../src/check/coverage/program-coverage.ts';
import { coverage } from '../../src/check/coverage/render-coverage.ts';
import { skipReasons } from '../../src/compile/database/skip-reasons.ts';
import { errorCatalog } from '../../src/support/error-catalog.ts';
import { packageRoot } from '../../src/support/package-root.ts';

test('everything that people ran into has an answer, and each answer exists', () => {
  const rules = new Set(allRules.map(({ id }) => id));
  const steps = operatorSteps();
  for (const { what, threads, findings = [], errors = [], steps: named = [], property } of coverage) {
    assert.ok(threads.length > 0, `${what}: told by nobody`);
    assert.ok(findings.length + errors.length + named.length > 0 || property !== undefined, `${what}: no answer`);
    assert.deepEqual(
      findings.filter((id) => !rules.has(id)),
      [],
      what,
    );
    assert.deepEqual(
      errors.filter((code) => !Object.hasOwn(errorCatalog, code)),
      [],
      what,
    );
    assert.deepEqual(
      named.filter((id) => !steps.has(id)),
      [],
      what,
    );
  }
});

test('what is told of odd sources exists', () => {
  const rules = new Set(allRules.map(({ id }) => id));
  for (const { what, findings = [], reasons = [], errors = [] } of oddSources) {
    assert.deepEqual(
      [
        ...findings.filter((id) => !rules.has(id)),
        ...reasons.filter((reason) => !Object.hasOwn(skipReasons, reason)),
        ...errors.filter((code) => !Object.hasOwn(errorCatalog, code)),
      ],
      [],
      what,
    );
  }
});

test('what cannot be checked has a step of the plan instead', () => {
  const steps = operatorSteps();
  for (const { what, why, steps: named } of notChecked) {
    assert.ok(why.length > 0 && named.length > 0, what);
    assert.deepEqual(
      named.filter((id) => !steps.has(id)),
      [],
      what,
    );
  }
});

test('every thread from which a rule about accounts, rows or sessions was learnt is told', () => {
  const told = new Set([...coverage, ...oddSources].flatMap(({ findings = [] }) => findings));
  const areas = /^(appservice|data|devices|providers|target|tokens|users|versions)\//;
  const silent = allRules.filter(({ id }) => areas.test(id) && !told.has(id)).map(({ id }) => id);
  assert.deepEqual(silent, []);
});

/** The ids that the source of the steps writes down; those of providers end in the name of each. */
function operatorSteps(): ReadonlySet<string> {
  const root = join(packageRoot(), 'src', 'compile');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const text = files.map((file) => readFileSync(join(root, file), 'utf8')).join('\n');
  const names = [...text.matchAll(/(?:operatorStep\(\s*'\w+',|named\()\s*'([a-z-]+)'/g)].map(([, name]) => name);
  return new Set(names.map((name) => `operator/${name}`));
}
