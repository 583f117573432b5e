import type { SqlContext } from '../../check/data/sql-context.ts';
import type { DataDecision } from '../../check/decisions/data-decision.ts';
import type { Templates } from '../../support/templates.ts';
import { decidedContext } from './decided-context.ts';
import { compileEntities, type Entity } from './entities.ts';

/** The accounting as it would be without one decision, with all others. */
export interface WithoutDecision {
  readonly decision: DataDecision;
  /** Those whose query is another. */
  readonly entities: readonly Entity[];
}

/** What has to be asked to say what each decision does. */
export function compileWithoutDecisions(
  context: SqlContext,
  decisions: readonly DataDecision[],
  templates: Templates,
): readonly WithoutDecision[] {
  const all = compileEntities(context, templates);
  return decisions.map((decision) => {
    const others = decisions.filter((other) => other !== decision);
    const without = compileEntities({ ...context, ...decidedContext(context.providers, others) }, templates);
    return { decision, entities: without.filter(({ sql }, index) => sql !== all[index]?.sql) };
  });
}
