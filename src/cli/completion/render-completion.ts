import { renderBash } from './bash.ts';
import type { CompletionCommand } from './describe-commands.ts';
import { renderFish } from './fish.ts';
import type { Shell } from './shells.ts';
import { renderZsh } from './zsh.ts';

/** The script that makes a shell complete these commands. It never runs the program, so that a key does not wait for it. */
export function renderCompletion(shell: Shell, commands: readonly CompletionCommand[]): string {
  return { bash: renderBash, zsh: renderZsh, fish: renderFish }[shell](commands);
}
