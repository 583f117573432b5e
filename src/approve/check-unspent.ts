import { throwProblems } from '../support/errors.ts';
import type { Authorization, GivenApproval } from './authorization.ts';

/** What a journal remembers of one use. */
export interface PastUse {
  readonly at: string;
  readonly by: string;
  readonly approvals: readonly Pick<GivenApproval, 'statement'>[];
}

/**
 * An approval works once: not again after what it approved was applied and rolled back. It is the statement that is spent, for some
 * signatures can be written in two ways.
 * @throws PlanError APPROVAL_SPENT, for each
 */
export function checkUnspent({ approvals = [] }: Authorization, past: readonly PastUse[]): void {
  throwProblems(
    approvals.flatMap(({ identity, statement }) => {
      const use = past.find((entry) => entry.approvals.some((spent) => spent.statement === statement));
      if (!use) return [];
      const message = `The approval of ${identity} was used at ${use.at} by ${use.by}.`;
      return [{ code: 'APPROVAL_SPENT', message, place: { database: 'mas' } }];
    }),
  );
}
