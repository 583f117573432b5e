import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exitCodeOfPlan, holdsChanges } from '../../src/cli/exit-code-of-plan.ts';
import { countGroups } from '../../src/plan/finding-group.ts';
import type { Finding } from '../../src/plan/types.gen.ts';
import { renderFindings } from '../../src/render/findings.ts';
import { examplePlan } from '../support/plan-builder.ts';

const common = { id: 'a/b', what: 'a', where: [], why: 'b', remedy: 'c' };
const acceptance = { by: 'ada', reason: 'd', upTo: 1 };
const kinds: readonly Finding[] = [
  { ...common, severity: 'error' },
  { ...common, severity: 'error', acceptance },
  { ...common, severity: 'warning' },
  { ...common, severity: 'warning', acceptance },
  { ...common, severity: 'warning', outcome: 'unevaluated' },
  { ...common, severity: 'info' },
];

test('for every mixture of findings the exit code says the same as the last line of the text, and as the counts', () => {
  for (let mask = 0; mask < 2 ** kinds.length; mask++) {
    const findings = kinds.filter((_, index) => mask & (1 << index));
    const { error, warning, unevaluated } = countGroups(findings);
    const code = exitCodeOfPlan({ errored: error > 0, findings });
    assert.equal(code, error > 0 ? 10 : warning + unevaluated > 0 ? 11 : 0, `${mask}`);
    const verdict = renderFindings('text', { serverName: 'a', findings }).trimEnd().split('\n').at(-1) ?? '';
    const told = /cannot succeed/.test(verdict) ? 10 : /^No errors, no warnings\.$/.test(verdict) ? 0 : 11;
    assert.equal(told, code, verdict);
  }
});

test('a plan holds changes when it has rows or files for MAS', () => {
  const { summary } = examplePlan();
  assert.equal(holdsChanges({ summary: { ...summary, rowsMigrated: 0, files: [] } }), false);
  assert.equal(holdsChanges({ summary: { ...summary, rowsMigrated: 1, files: [] } }), true);
  assert.equal(holdsChanges({ summary: { ...summary, rowsMigrated: 0, files: ['/a'] } }), true);
});
