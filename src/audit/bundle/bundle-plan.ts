import { sha256 } from '../../support/digest.ts';
import { readAuditFiles } from '../audit-files.ts';
import { checkTrail } from '../check-trail.ts';
import { historyOf } from '../read-history.ts';
import { readPlannedJournal } from '../read-planned-journal.ts';
import type { AuditRequest } from '../verify-audit.ts';
import { type BundleContents, makeBundle } from './make-bundle.ts';

export interface BundleRequest extends AuditRequest, Pick<BundleContents, 'planBytes' | 'policy' | 'templates'> {}

/**
 * Packs a plan with all that tells of it. What does not fit together is packed as it is, and told as a warning: an auditor wants to see it.
 * @throws PlanError FILE_UNREADABLE; STALE_TARGET where this is another database
 */
export async function bundlePlan(request: BundleRequest): Promise<{ readonly bytes: Buffer; readonly digest: string }> {
  const { plan, planId, planBytes, planPath, policy, templates, databases, log } = request;
  const files = await readAuditFiles(planPath, request.approvals);
  const journal = databases && (await readPlannedJournal(plan, databases));
  const { problems } = checkTrail(files, planId, journal);
  for (const { code, message } of problems) log.warn(`${code}: ${message}`);
  const bytes = makeBundle({
    plan,
    planId,
    planBytes,
    files,
    history: historyOf(files),
    policy,
    templates,
    ...(journal && { journal }),
  });
  return { bytes, digest: sha256(bytes) };
}
