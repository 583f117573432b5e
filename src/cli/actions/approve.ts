import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { checkPlanToRun } from '../../apply/guard/check-plan-to-run.ts';
import { approvalPath } from '../../approve/approval-path.ts';
import { approvalExists, approvePlan } from '../../approve/approve-plan.ts';
import { isSameIdentity } from '../../approve/same-identity.ts';
import type { OwnWords, StatedDiscard } from '../../approve/statement.ts';
import type { Plan } from '../../plan/types.gen.ts';
import { renderLosses, type ShownLoss } from '../../render/losses.ts';
import { exitCodes } from '../../support/error-catalog.ts';
import { planError } from '../../support/errors.ts';
import { printable } from '../../support/printable.ts';
import { confirmPlanId } from '../confirm-plan-id.ts';
import type { DatabaseOptions } from '../options.ts';
import type { LossBound } from '../parse-loss-bound.ts';
import { readLosses } from '../read-losses.ts';
import { readPlanFile } from '../read-plan-file.ts';
import type { CommandContext } from '../start.ts';
import { stateLosses } from '../state-losses.ts';
import { summarizePlan } from '../summarize-plan.ts';
import { toolVersion } from '../tool-version.ts';

interface ApproveOptions extends DatabaseOptions {
  readonly as: string;
  readonly key: string;
  readonly comment?: string;
  readonly role?: string;
  readonly notBefore?: string;
  readonly notAfter?: string;
  readonly planId?: string;
  readonly discardMasChanges?: boolean;
  readonly upTo?: readonly LossBound[];
}

/** `approve`: a person signs the bytes of a plan. */
export async function work(context: CommandContext, name: string, options: ApproveOptions): Promise<number> {
  const { plan, planId, path: planPath } = readPlanFile(name, context.cwd);
  // What apply would refuse is nothing to approve.
  await checkPlanToRun(plan);
  const words = ownWords(options, context.clock());
  const file = approvalPath(planPath, words.identity, options.discardMasChanges ? 'discard-mas-changes' : 'apply');
  // Before anybody types or touches anything, and once more when it is written.
  if (existsSync(file)) throw approvalExists(file);
  if (options.upTo && !options.discardMasChanges) throw onlyToDiscard();
  const discard = options.discardMasChanges ? await readDiscard({ plan, planId }, options, context) : undefined;
  context.stdout.write(summarizePlan(plan, name, planId));
  if (discard) context.stdout.write(`\n${renderLosses(shownLosses(plan, discard.losses))}`);
  if (isSameIdentity(words.identity, plan.created.by)) {
    const runner = options.discardMasChanges ? 'rollback' : 'apply';
    context.log.warn(`You made this plan: your approval counts only with ${runner} --allow-self-approval.`);
  }
  await confirmPlanId(planId, options.planId, context.ask);
  const { path, fingerprint } = await approvePlan({
    plan,
    planId,
    planPath,
    words,
    discard,
    keyPath: resolve(context.cwd, options.key),
    toolVersion: toolVersion(),
    env: context.env,
    isInteractive: context.ask !== undefined,
    signal: context.signal,
  });
  context.stdout.write(`\nApproved by ${words.identity} with the key ${fingerprint}\nApproval: ${printable(path)}\n`);
  return exitCodes.done;
}

/** What may be lost, held against what there is. */
async function readDiscard(
  about: { readonly plan: Plan; readonly planId: string },
  options: ApproveOptions,
  context: CommandContext,
): Promise<StatedDiscard> {
  const counted = await readLosses(about, options, context);
  const losses = stateLosses(about.plan, counted, options.upTo ?? []);
  return { ...(counted ? { applied: counted.applied } : {}), losses };
}

function shownLosses({ undo }: Plan, stated: StatedDiscard['losses']): readonly ShownLoss[] {
  const bounds = new Map(stated.map((one) => [one.loss, one]));
  return undo
    .flatMap((step) => (step.kind === 'count' ? step.losses : []))
    .map((one) => ({ ...one, ...bounds.get(one.loss) }));
}

function onlyToDiscard(): Error {
  return planError('USAGE', '--up-to is for --discard-mas-changes, which is not given.', { remedy: 'Leave it out.' });
}

function ownWords({ as, role, comment, notBefore, notAfter }: ApproveOptions, now: Date): OwnWords {
  if (
    notAfter !== undefined &&
    Date.parse(notAfter) <= Math.max(now.getTime(), Date.parse(notBefore ?? '1970-01-01'))
  ) {
    throw planError('USAGE', '--not-after is over already, or before --not-before.', { remedy: 'Give a later time.' });
  }
  return {
    identity: as,
    ...(role === undefined ? {} : { role }),
    ...(comment === undefined ? {} : { comment }),
    time: now.toISOString(),
    ...(notBefore === undefined ? {} : { notBefore }),
    ...(notAfter === undefined ? {} : { notAfter }),
  };
}
