import { type Command, InvalidArgumentError, Option } from 'commander';
import { inSeconds, parseIsoTime } from '../iso-time.ts';
import { addDatabaseOptions } from '../options.ts';
import { parseLossBound } from '../parse-loss-bound.ts';
import type { Start } from '../start.ts';

/** `approve`: a person signs the bytes of a plan. */
export function addApproveCommand(program: Command, start: Start): void {
  const command = program
    .command('approve')
    .description(
      'Sign a plan with an SSH key, after looking at it: apply runs what enough people approved. With --discard-mas-changes: that its ' +
        'way back may discard what people did since; it says how much that is.',
    )
    .argument('<plan>')
    .requiredOption('--as <identity>', 'who you are in the allowed_signers file, for example ada@example.org', identity)
    .requiredOption('--key <file>', 'your SSH key: a private key, or a public one whose private half is in the agent')
    .option('--comment <text>', 'what you want to say with it', comment)
    .addOption(new Option('--role <role>', 'in which you approve, where the policy asks for it').argParser(role))
    .option('--not-before <time>', 'the plan may not be applied before; ISO 8601 with a zone', time)
    .option('--not-after <time>', 'the plan may not be applied after', time)
    .option('--plan-id <id>', 'the id of the plan that you looked at, where nobody can be asked')
    .option('--discard-mas-changes', 'approve not that it is applied, but that rollback discards changes of MAS')
    .addOption(
      new Option(
        '--up-to <loss=n>',
        'how much may be lost, of one kind or (a number alone) of each; may be repeated (default: as much as there is now)',
      ).argParser(parseLossBound),
    );
  addDatabaseOptions(command).action(start(() => import('../actions/approve.ts')));
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
