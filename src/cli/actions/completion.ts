import type { Command } from 'commander';
import { exitCodes } from '../../support/error-catalog.ts';
import { describeCommands } from '../completion/describe-commands.ts';
import { renderCompletion } from '../completion/render-completion.ts';
import type { Shell } from '../completion/shells.ts';
import type { CommandContext } from '../start.ts';

/** `completion`: a script with which a shell completes commands, options and their values. */
export async function work(
  { stdout }: CommandContext,
  shell: Shell,
  _options: object,
  command: Command,
): Promise<number> {
  stdout.write(renderCompletion(shell, describeCommands(command.parent ?? command)));
  return exitCodes.done;
}
