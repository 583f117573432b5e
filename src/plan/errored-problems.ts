import type { Problem } from '../support/errors.ts';
import type { Plan } from './types.gen.ts';

/** PLAN_ERRORED where a plan may only be shown. The findings are asked too, so that the flag alone does not decide. */
export function findErroredProblems({ errored, findings }: Pick<Plan, 'errored' | 'findings'>): readonly Problem[] {
  const open = findings.filter((finding) => finding.severity === 'error' && !finding.acceptance);
  if (!errored && open.length === 0) return [];
  const ids = [...new Set(open.map((finding) => finding.id))].join(', ');
  return [{ code: 'PLAN_ERRORED', message: `The plan was made with errors that nobody accepted${ids && `: ${ids}`}.` }];
}
