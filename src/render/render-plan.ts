import { outputVersions } from '../plan/output-versions.ts';
import type { Plan } from '../plan/types.gen.ts';
import type { Templates } from '../support/templates.ts';
import { renderHtml } from './html.ts';
import { renderMarkdown } from './markdown.ts';
import { renderRunbook } from './runbook/render-runbook.ts';
import { findingsToSarif } from './sarif.ts';
import { renderSql } from './sql.ts';
import { renderText } from './text.ts';
import { toJson } from './to-json.ts';
import type { PastRun } from './view/past-run.ts';
import { planView } from './view/plan-view.ts';

export type PlanFormat = 'text' | 'markdown' | 'html' | 'json' | 'sql' | 'sarif' | 'runbook';

/** What a report needs beside the plan. */
export interface RenderContext {
  readonly planId: string;
  readonly templates: Templates;
  /** How long markdown may be; see `leastBytes`. */
  readonly maxBytes?: number;
  /** What the commands of a runbook call the plan. */
  readonly planFile?: string;
  /** What was done with the plan so far, oldest first. */
  readonly runs?: readonly PastRun[];
}

/** A plan as a report. Needs nothing but the plan: it works for stale, applied and errored plans too. */
export function renderPlan(
  format: PlanFormat,
  plan: Plan,
  { planId, templates, maxBytes, planFile = 'PLAN', runs }: RenderContext,
): string {
  switch (format) {
    case 'text':
      return renderText(planView(plan, planId, runs));
    case 'markdown':
      return renderMarkdown(planView(plan, planId, runs), maxBytes === undefined ? {} : { maxBytes });
    case 'html':
      return renderHtml(planView(plan, planId, runs), templates);
    case 'json':
      return toJson({ formatVersion: outputVersions.shownPlan, planId, plan });
    case 'sql':
      return renderSql(plan, planId);
    case 'sarif':
      return toJson(findingsToSarif(plan.findings));
    case 'runbook':
      return renderRunbook(plan, { planId, planFile, ...(runs && { runs }) });
  }
}
