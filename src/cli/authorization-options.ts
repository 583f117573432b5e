import { type Command, InvalidArgumentError, Option } from 'commander';

/** By what right `apply` is asked to run a plan. */
export interface AuthorizationOptions {
  readonly planId?: string;
  readonly unapproved?: string;
  readonly allowedSigners?: string;
  readonly requireApprovals?: number;
  readonly approval?: readonly string[];
  readonly allowSelfApproval?: boolean;
  readonly policy?: string;
}

/** Adds these options to a command. */
export function addAuthorizationOptions(command: Command): Command {
  return command
    .option('--allowed-signers <file>', 'who may approve, with which keys: the format of ssh-keygen')
    .addOption(
      new Option('--require-approvals <n>', 'how many people must have approved (default: 1)').argParser(atLeastOne),
    )
    .option('--approval <file...>', 'what approve wrote; may be repeated (default: all beside the plan)')
    .option('--allow-self-approval', 'also count the approval of who made the plan; it is recorded')
    .option('--policy <file>', 'what must be so, from your repository; no option can ask for less')
    .option('--plan-id <id>', 'the id that show prints: only this plan')
    .addOption(
      new Option('--unapproved <reason>', 'run without approvals, with --plan-id; every report will say it')
        .argParser(reason)
        .conflicts(['allowedSigners', 'requireApprovals', 'approval', 'allowSelfApproval']),
    );
}

function atLeastOne(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1 || value > 100) throw new InvalidArgumentError('It must be between 1 and 100.');
  return value;
}

function reason(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('It must say why.');
  return text;
}
