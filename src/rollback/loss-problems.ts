import type { JournalEntry } from '../apply/journal.ts';
import type { Loss } from '../apply/losses/loss.ts';
import type { Authorization } from '../approve/authorization.ts';
import type { Problem } from '../support/errors.ts';

/**
 * What keeps approvals from covering what would be lost: each must be about this very application of the plan, and allow every loss as
 * often as it happened. What an approval does not name, it does not allow at all.
 */
export function findLossProblems(
  { approvals = [] }: Authorization,
  losses: readonly Loss[],
  applied: Pick<JournalEntry, 'hash' | 'at'>,
): readonly Problem[] {
  const place = { database: 'mas' } as const;
  return approvals.flatMap((approval): readonly Problem[] => {
    const { identity } = approval;
    if (approval.applied !== undefined && approval.applied !== applied.hash) {
      const message = `The approval of ${identity} is about another time at which this plan was applied, not about ${applied.at}.`;
      return [{ code: 'APPROVAL_OTHER_RUN', message, place }];
    }
    const allowed = new Map((approval.losses ?? []).map(({ loss, upTo }) => [loss, upTo]));
    return losses.flatMap(({ loss, title, count }): readonly Problem[] => {
      const upTo = allowed.get(loss) ?? 0;
      if (count <= upTo) return [];
      const message = `${title} (${loss}): ${count}, and the approval of ${identity} allows ${upTo}.`;
      return [{ code: 'APPROVAL_LOSSES', message, place }];
    });
  });
}
