import type { ApprovedAction } from '../approve/approval-format.ts';
import type { Authorization, AuthorizationRequest } from '../approve/authorization.ts';
import { matchesPatternList } from '../approve/signers/match-pattern.ts';
import type { Plan } from '../plan/types.gen.ts';
import type { Log } from '../support/log.ts';

interface RightContext {
  readonly authorization: AuthorizationRequest;
  readonly log: Log;
  readonly action?: ApprovedAction;
}

/** Says in the log by what right a plan runs, or changes of MAS are discarded, so that nobody who follows it overlooks that. */
export function tellRight(
  { approvals = [], unapproved, selfApproval }: Authorization,
  { created }: Pick<Plan, 'created'>,
  { authorization, log, action = 'apply' }: RightContext,
): void {
  const approvedBy = approvals.map(({ identity }) => identity);
  const what = action === 'apply' ? 'This plan runs' : 'What people did since is discarded';
  if (unapproved !== undefined) log.warn(`${what} without approvals: ${unapproved}`);
  const message = `approved by ${approvedBy.length === 0 ? 'nobody' : approvedBy.join(', ')}`;
  log.event('authorized', { message, approvedBy, unapproved: unapproved !== undefined });
  for (const { identity, key, time } of approvals) log.info(`Approved by ${identity} at ${time} with the key ${key}`);
  if (selfApproval) log.warn(`${created.by} made the plan and approved it.`);
  const signers = authorization.rules?.allowedSigners.signers;
  if (signers && !signers.some(({ principals }) => matchesPatternList(created.by, principals))) {
    log.warn(
      `The plan was made by ${created.by}, whom the allowed_signers file does not name: ` +
        'that they did not approve it under another name cannot be told. Name them with plan --created-by.',
    );
  }
}
