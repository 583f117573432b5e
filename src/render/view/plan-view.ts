import type { Plan } from '../../plan/types.gen.ts';
import { formatCount } from '../format-count.ts';
import type { PlanView } from './blocks.ts';
import { changesSection, loginsSection, rowsSection } from './data-sections.ts';
import { findingsSection } from './findings-section.ts';
import { stepDetailsSection } from './step-details.ts';
import { stepsSection } from './steps-section.ts';
import { noReturnSection, notCheckedSection, trueForSection, wayBackSection } from './trust-sections.ts';

/** What every report shows of a plan: the same answers in the same order, whatever the format. */
export function planView(plan: Plan, planId: string): PlanView {
  return {
    title: `Plan for ${plan.source.serverName}`,
    planId,
    headline: headline(plan),
    errored: plan.errored,
    sections: [
      changesSection(plan),
      stepsSection(plan),
      rowsSection(plan),
      loginsSection(plan),
      findingsSection(plan),
      trueForSection(plan),
      noReturnSection(plan),
      wayBackSection(plan),
      notCheckedSection(plan),
      stepDetailsSection(plan),
    ],
  };
}

function headline({ errored, summary }: Plan): string {
  const { error, warning, info, accepted } = summary.findings;
  const counts = `${amount(error, 'error')}, ${amount(warning, 'warning')}, ${info} for information, ${accepted} accepted`;
  if (errored) return `This plan cannot be applied: it has errors that nobody accepted (${counts}).`;
  const rows = `${amount(summary.rowsMigrated, 'row')} for MAS, ${amount(summary.rowsSkipped, 'row')} of Synapse left out`;
  return `This plan can be applied: ${rows}, ${amount(summary.files.length, 'file')} (${counts}).`;
}

function amount(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}
