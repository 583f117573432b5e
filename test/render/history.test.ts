import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderPlan } from '../../src/render/render-plan.ts';
import type { PastRun } from '../../src/render/view/past-run.ts';
import { readTemplates } from '../../src/support/read-templates.ts';
import { examplePlan } from '../support/plan-builder.ts';
import { planId } from './rendered.ts';

const { templates } = readTemplates();
const rehearsed: PastRun = {
  command: 'rehearse',
  outcome: 'rehearsed',
  startedAt: '2026-01-01T00:00:00Z',
  endedAt: '2026-01-01T00:02:05Z',
  by: 'ada',
  approvedBy: [],
};
const applied: PastRun = {
  ...rehearsed,
  command: 'apply',
  outcome: 'applied',
  startedAt: '2026-01-02T00:00:00Z',
  endedAt: '2026-01-02T00:03:00Z',
};

function show(format: 'text' | 'markdown' | 'html', runs: readonly PastRun[]): string {
  const text = renderPlan(format, examplePlan(), { planId, templates, runs });
  return text.replaceAll('\\', '').replaceAll('<!-- -->', '').replaceAll(/\s+/g, ' ');
}

for (const format of ['text', 'markdown', 'html'] as const) {
  test(`${format}: what a rehearsal measured stands in place of the estimate`, () => {
    const report = show(format, [rehearsed]);
    assert.match(report, /A rehearsal took 2 min 5 s \(2026-01-01T00:00:00Z, by its receipt/);
    assert.doesNotMatch(report, /estimated, not measured|applied already/);
    assert.match(show(format, []), /estimated, not measured/);
    assert.doesNotMatch(show(format, []), /What was done with it so far/);
  });

  test(`${format}: an applied plan says so first, and by what right, until it is rolled back`, () => {
    const unapproved = { ...applied, unapproved: 'Nobody was awake' };
    const report = show(format, [rehearsed, unapproved]);
    const head = report.slice(0, report.indexOf('What changes where'));
    assert.match(head, /applied already: a receipt beside the plan says so, of 2026-01-02T00:03:00Z, by ada/);
    assert.match(report, /unapproved: Nobody was awake/);
    assert.match(show(format, [{ ...applied, approvedBy: ['grace', 'ada'] }]), /approved by grace, ada/);
    const back = { ...applied, command: 'rollback', outcome: 'rolled-back', code: 'X' };
    assert.doesNotMatch(show(format, [applied, back]), /applied already/);
  });
}

test('what a receipt says cannot act, and odd times are no durations', () => {
  const hostile = { ...applied, by: '\u001b[2J<script>|`', startedAt: 'soon\n# a', approvedBy: ['<b>'] };
  for (const format of ['text', 'markdown', 'html'] as const) {
    const report = renderPlan(format, examplePlan(), { planId, templates, runs: [hostile] });
    assert.doesNotMatch(report.replaceAll('\n', ''), /[\p{Cc}\p{Cf}]/u);
    if (format !== 'text') assert.doesNotMatch(report, /<script>|<b>/);
    assert.doesNotMatch(report, /^# a/m);
    assert.match(report, /estimated, not measured/);
  }
});
