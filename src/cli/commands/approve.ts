import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { checkPlanToRun } from '../../apply/guard/check-plan-to-run.ts';
import { approvalPath } from '../../approve/approval-path.ts';
import { approvalExists, approvePlan } from '../../approve/approve-plan.ts';
import { isSameIdentity } from '../../approve/same-identity.ts';
import type { OwnWords } from '../../approve/statement.ts';
import { exitCodes } from '../../support/error-catalog.ts';
import { planError } from '../../support/errors.ts';
import { printable } from '../../support/printable.ts';
import { confirmPlanId } from '../confirm-plan-id.ts';
import { inSeconds, parseIsoTime } from '../iso-time.ts';
import { readPlanFile } from '../read-plan-file.ts';
import type { Start } from '../start.ts';
import { summarizePlan } from '../summarize-plan.ts';
import { toolVersion } from '../tool-version.ts';

interface ApproveOptions {
  readonly as: string;
  readonly key: string;
  readonly comment?: string;
  readonly role?: string;
  readonly notBefore?: string;
  readonly notAfter?: string;
  readonly planId?: string;
}

/** `approve`: a person signs the bytes of a plan. */
export function addApproveCommand(program: Command, start: Start): void {
  program
    .command('approve')
    .description('Sign a plan with an SSH key, after looking at it: apply runs what enough people approved.')
    .argument('<plan>')
    .requiredOption('--as <identity>', 'who you are in the allowed_signers file, for example ada@example.org', identity)
    .requiredOption('--key <file>', 'your SSH key: a private key, or a public one whose private half is in the agent')
    .option('--comment <text>', 'what you want to say with it', comment)
    .addOption(new Option('--role <role>', 'in which you approve, where the policy asks for it').argParser(role))
    .option('--not-before <time>', 'the plan may not be applied before; ISO 8601 with a zone', time)
    .option('--not-after <time>', 'the plan may not be applied after', time)
    .option('--plan-id <id>', 'the id of the plan that you looked at, where nobody can be asked')
    .action(
      start(async (context, name: string, options: ApproveOptions) => {
        const { plan, planId, path: planPath } = readPlanFile(name, context.cwd);
        // What apply would refuse is nothing to approve.
        await checkPlanToRun(plan);
        const words = ownWords(options, context.clock());
        const file = approvalPath(planPath, words.identity);
        // Before anybody types or touches anything, and once more when it is written.
        if (existsSync(file)) throw approvalExists(file);
        context.stdout.write(summarizePlan(plan, name, planId));
        if (isSameIdentity(words.identity, plan.created.by)) {
          context.log.warn('You made this plan: your approval counts only with apply --allow-self-approval.');
        }
        await confirmPlanId(planId, options.planId, context.ask);
        const { path, fingerprint } = await approvePlan({
          plan,
          planId,
          planPath,
          words,
          keyPath: resolve(context.cwd, options.key),
          toolVersion: toolVersion(),
          env: context.env,
          isInteractive: context.ask !== undefined,
          signal: context.signal,
        });
        context.stdout.write(
          `\nApproved by ${words.identity} with the key ${fingerprint}\nApproval: ${printable(path)}\n`,
        );
        return exitCodes.done;
      }),
    );
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

function identity(text: string): string {
  if (/^[^\s\p{C},*?!"]{1,128}$/u.test(text)) return text;
  throw new InvalidArgumentError('It must be one word without any of , * ? ! ".');
}

function role(text: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(text)) return text;
  throw new InvalidArgumentError('It must be one word of letters, digits, dots, dashes and underscores.');
}

function comment(text: string): string {
  if (text.trim() !== '' && text.length <= 4000) return text;
  throw new InvalidArgumentError('It must say something, in at most 4000 characters.');
}

function time(text: string): string {
  const parsed = parseIsoTime(text);
  if (parsed) return inSeconds(parsed);
  throw new InvalidArgumentError('It must be a time with a zone, like 2026-01-31T12:00:00Z.');
}
