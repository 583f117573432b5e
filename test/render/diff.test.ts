import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Plan } from '../../src/plan/types.gen.ts';
import { describeValue } from '../../src/render/diff/describe-value.ts';
import { diffPlans, type PlanDiff } from '../../src/render/diff/diff-plans.ts';
import { renderDiff } from '../../src/render/render-diff.ts';
import { questions } from '../../src/render/view/questions.ts';
import { schemaErrorsOf } from '../support/json-schemas.ts';
import { examplePlan } from '../support/plan-builder.ts';
import { planFullOf } from './rendered.ts';

const ids = { old: `sha256:${'a'.repeat(64)}`, new: `sha256:${'b'.repeat(64)}` };

function between(before: Plan, after: Plan): PlanDiff {
  return diffPlans({ plan: before, planId: ids.old }, { plan: after, planId: ids.new });
}

function changed({ sections }: PlanDiff): readonly string[] {
  return sections.flatMap(({ id, changes }) => changes.map(({ kind, name }) => `${id}: ${kind} ${name}`));
}

/** Every place of a value that is no object and no list, by its path. */
function leavesOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, part]) => leavesOf(part, [...path, key]));
}

function changeAt(plan: Plan, path: readonly string[]): Plan {
  const copy = structuredClone(plan);
  let parent = copy as unknown as Record<string, unknown>;
  for (const key of path.slice(0, -1)) parent = parent[key] as Record<string, unknown>;
  const key = path.at(-1) ?? '';
  const old = parent[key];
  parent[key] = typeof old === 'number' ? old + 1 : typeof old === 'boolean' ? !old : `${old}x`;
  return copy;
}

test('no change of a plan stays unseen, wherever it is', () => {
  const plan = planFullOf('');
  for (const path of leavesOf(plan)) {
    assert.notDeepEqual(changed(between(plan, changeAt(plan, path))), [], path.join('.'));
  }
});

test('no item that goes, and none that moves, stays unseen', () => {
  const plan = planFullOf('');
  const lists = Object.entries(plan).filter(([name, value]) => Array.isArray(value) && name !== 'findings');
  assert.ok(lists.length > 4);
  for (const [name, list] of lists as [string, unknown[]][]) {
    assert.notDeepEqual(changed(between(plan, { ...plan, [name]: list.slice(1) })), [], `${name} without its first`);
    if (list.length < 2 || ['accounting', 'verification'].includes(name)) continue;
    assert.notDeepEqual(changed(between(plan, { ...plan, [name]: [...list].reverse() })), [], `${name} turned around`);
  }
});

test('the same bytes are the same plan, and approvals hold; other bytes are another plan', () => {
  const plan = examplePlan();
  const same = diffPlans({ plan, planId: ids.old }, { plan, planId: ids.old });
  assert.deepEqual([same.same, changed(same)], [true, []]);
  assert.match(
    renderDiff('text', same),
    /Nothing differs[\s\S]*approvals\s+of\s+the\s+one\s+are\s+approvals\s+of\s+the\s+other/,
  );
  const rewritten = between(plan, plan);
  assert.deepEqual([rewritten.same, changed(rewritten)], [false, []]);
  assert.match(
    renderDiff('markdown', rewritten),
    /in other bytes\. The new plan is another plan: no approval of the old one holds/,
  );
});

test('what changed stands under its question: rows, SQL as a diff, findings, acceptances, choices', () => {
  const old = examplePlan();
  const [finding, ...others] = old.findings;
  assert.ok(finding);
  const { acceptance: _, ...open } = finding;
  const now = examplePlan({
    findings: [{ ...open, id: 'data/other' }, ...others.slice(1)],
    choices: { ...old.choices, maxDriftRows: 7 },
    steps: old.steps.map((step) =>
      step.kind === 'copy' ? { ...step, rows: step.rows + 1, select: `${step.select}\nWHERE TRUE\n` } : step,
    ),
    assumptions: [...old.assumptions, 'More.'],
    errored: true,
  });
  const diff = between(old, now);
  const found = changed(diff);
  for (const line of [
    'changes: changed Rows of users',
    'sql: changed copy/users',
    'accepted: gone Accepted: data/orphan-rows',
    'true-for: changed Choice maxDriftRows',
    'not-checked: new More.',
    'findings: new data/other, devices',
    'other: changed errored',
  ])
    assert.ok(found.includes(line), `${line} of ${found.join('\n')}`);
  assert.ok(found.some((line) => /findings: gone data\/orphan-rows/.test(line)));
  const text = renderDiff('text', diff);
  assert.match(text, /^ +\+.*WHERE TRUE$/m);
  assert.match(text, /^changed: Rows of users: 1234567 → 1234568$/m);
  assert.match(text, /^changed: copy\/users: \+\d+ and -\d+ lines, below$/m);
  assert.match(renderDiff('markdown', diff), /```diff\n[\s\S]*\n\+.*WHERE TRUE/);
});

test('json has every question, and fits its schema', () => {
  const diff = JSON.parse(renderDiff('json', between(examplePlan(), planFullOf('x')))) as PlanDiff;
  assert.deepEqual(schemaErrorsOf('plan-diff', diff), []);
  assert.deepEqual(
    diff.sections.map(({ id }) => id),
    [...questions.map(([id]) => id), 'findings', 'options', 'other'],
  );
});

test('nothing in either plan acts on those who look at the difference', () => {
  const hostile = planFullOf('\u001b[2J\u202e\r`|<b>@team</b>\n```\n</details>');
  for (const [before, after] of [
    [examplePlan(), hostile],
    [hostile, examplePlan()],
  ] as const) {
    for (const format of ['text', 'markdown', 'json'] as const) {
      const text = renderDiff(format, between(before, after));
      assert.doesNotMatch(text.replaceAll('\n', ''), /[\p{Cc}\p{Cf}]/u, format);
    }
  }
});

test('values are lines that a diff can compare', () => {
  assert.equal(
    describeValue({ a: 1, b: ['x', { c: 'one\ntwo' }], d: undefined, e: {} }),
    ['a: 1', 'b:', '  - x', '  -', '    c:', '      one', '      two', 'e:'].join('\n'),
  );
});
