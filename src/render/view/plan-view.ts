import type { Plan } from '../../plan/types.gen.ts';
import { formatCount } from '../format-count.ts';
import type { PlanView } from './blocks.ts';
import { changesSection, loginsSection, rowsSection, stepsSection } from './data-sections.ts';
import { findingsSection } from './findings-section.ts';
import { stepDetailsSection } from './step-details.ts';
import { notCheckedSection, trueForSection, wayBackSection } from './trust-sections.ts';

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
      wayBackSection(plan),
      notCheckedSection(plan),
      stepDetailsSection(plan),
    ],
  };
}

function headline({ errored, summary }: Plan): string {
  const { findings } = summary;
  const counts = `${findings.error} errors, ${findings.warning} warnings, ${findings.info} for information, ${findings.accepted} accepted`;
  const rows = `${formatCount(summary.rowsMigrated)} rows for MAS, ${formatCount(summary.rowsSkipped)} rows of Synapse left out, ${summary.files.length} files`;
  return errored ? `This plan cannot be applied: it has errors (${counts}).` : `This plan can be applied: ${rows} (${counts}).`;
}
