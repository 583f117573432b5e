import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Plan } from '../../src/plan/types.gen.ts';
import { renderPlan } from '../../src/render/render-plan.ts';
import { findContradictions } from '../../src/render/view/contradictions.ts';
import { readTemplates } from '../../src/support/read-templates.ts';
import { examplePlan } from '../support/plan-builder.ts';

const honest = examplePlan();
const { templates } = readTemplates();

function lie(of: Partial<Plan['summary']>): Partial<Plan> {
  return { summary: { ...honest.summary, ...of } };
}

const cases: readonly (readonly [what: string, lies: Partial<Plan>, pattern: RegExp])[] = [
  ['rows of a table', lie({ tables: [{ table: 'users', rows: 1 }] }), /1 rows of users, the copy steps 1,234,567/],
  ['a table', lie({ tables: [] }), /0 rows of users/],
  ['all rows', lie({ rowsMigrated: 1 }), /1 rows migrated/],
  ['a file', lie({ files: [] }), /homeserver\.yaml is written, and the summary does not say so/],
  ['a file too many', lie({ files: [...honest.summary.files, '/x'] }), /names \/x, which no step writes/],
  ['findings', lie({ findings: { ...honest.summary.findings, warning: 0 } }), /0 findings \(warning\), the findings 1/],
  ['what nobody evaluated', lie({ findings: { ...honest.summary.findings, unevaluated: 0 } }), /0 findings \(not eval/],
  ['errors', { errored: true }, /errored is true, with 0 errors/],
  ['users of a provider', { logins: { ...honest.logins, providers: [] } }, /not those of the target/],
  [
    'what became of rows',
    { accounting: honest.accounting.map((entry) => ({ ...entry, rows: 5 })) },
    /accounting of users does not add up/,
  ],
  ['what rows became', { accounting: [] }, /accounting gives 0 rows of users/],
];

for (const [what, lies, pattern] of cases) {
  test(`a plan that lies about ${what} is not presented as one that can be applied`, () => {
    const plan = { ...honest, ...lies };
    assert.match(findContradictions(plan).join('\n'), pattern);
    for (const format of ['text', 'markdown', 'html'] as const) {
      const report = renderPlan(format, plan, { planId: 'sha256:1', templates });
      assert.match(report, /contradicts itself/, format);
      assert.doesNotMatch(report, /can be applied/, format);
    }
  });
}

test('errors that nobody accepted decide, whatever the flag says', () => {
  const findings = honest.findings.map(({ acceptance: _, ...finding }) => finding);
  const forged = examplePlan({ findings });
  const report = renderPlan('text', forged, { planId: 'sha256:1', templates });
  assert.match(report, /This plan cannot be applied[\s\S]*errored is false, with 1 errors/);
});
