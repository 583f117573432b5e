import { findingGroups, groupName, groupOf, needsDecision } from '../../plan/finding-group.ts';
import type { Plan } from '../../plan/types.gen.ts';
import { formatAmount } from '../format-amount.ts';
import { answerQuestions } from './answers.ts';
import type { PlanView, Section } from './blocks.ts';
import { findContradictions, openErrors } from './contradictions.ts';
import { findingsSections } from './findings-section.ts';
import { historySections } from './history-section.ts';
import { lifecycleSections } from './lifecycle-section.ts';
import { optionsSections } from './options-section.ts';
import { applyingRun, type PastRun } from './past-run.ts';
import { stepDetailsSection } from './step-details.ts';

/**
 * What every report shows of a plan: the same answers in the same order, whatever the format.
 * @param runs of this plan so far, oldest first
 */
export function planView(plan: Plan, planId: string, runs: readonly PastRun[] = []): PlanView {
  const contradictions = findContradictions(plan);
  return {
    title: `Plan for ${plan.source.serverName}`,
    ids: [['Plan id', planId]],
    headline: headline(plan, contradictions.length > 0),
    errored: isErrored(plan) || contradictions.length > 0,
    open: [...alreadyApplied(runs), ...openFindings(plan)],
    sections: [
      ...(contradictions.length > 0 ? [contradictionsSection(contradictions)] : []),
      ...answerQuestions(plan, runs),
      ...historySections(runs),
      ...findingsSections(plan),
      ...lifecycleSections(plan),
      ...optionsSections(plan),
      stepDetailsSection(plan),
    ],
  };
}

function headline(plan: Plan, contradictsItself: boolean): string {
  if (contradictsItself) {
    const errors = isErrored(plan) ? 'This plan cannot be applied: it has errors that nobody accepted. ' : '';
    return `${errors}Do not use this plan: it contradicts itself, which no plan does that was not edited.`;
  }
  const { summary } = plan;
  const { error, warning, unevaluated, info, accepted } = summary.findings;
  const unknown = unevaluated > 0 ? `${unevaluated} not evaluated, ` : '';
  const counts = `${formatAmount(error, 'error')}, ${formatAmount(warning, 'warning')}, ${unknown}${info} for information, ${accepted} accepted`;
  if (isErrored(plan)) return `This plan cannot be applied: it has errors that nobody accepted (${counts}).`;
  const rows = `${formatAmount(summary.rowsMigrated, 'row')} for MAS, ${formatAmount(summary.rowsSkipped, 'row')} of Synapse left out`;
  return `This plan can be applied: ${rows}, ${formatAmount(summary.files.length, 'file')} (${counts}).`;
}

/** The findings are asked too, as apply does. */
function isErrored(plan: Plan): boolean {
  return plan.errored || openErrors(plan).length > 0;
}

function alreadyApplied(runs: readonly PastRun[]): readonly string[] {
  const run = applyingRun(runs);
  return run ? [`applied already: a receipt beside the plan says so, of ${run.endedAt}, by ${run.by}`] : [];
}

function openFindings({ findings }: Plan): readonly string[] {
  return findingGroups.flatMap((group) =>
    findings
      .filter((finding) => needsDecision(finding) && groupOf(finding) === group)
      .map(({ id, what }) => `${groupName(group)} ${id}: ${what}`),
  );
}

function contradictionsSection(items: readonly string[]): Section {
  return {
    id: 'contradictions',
    title: 'What contradicts itself',
    short: 'Nobody should decide by this plan.',
    blocks: [{ kind: 'list', items }],
    parts: [],
  };
}
