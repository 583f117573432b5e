import { renderBash } from './bash.ts';
import type { CompletionCommand } from './describe-commands.ts';
import { renderFish } from './fish.ts';
import { renderZsh } from './zsh.ts';

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/** The script that makes a shell complete these commands. It never runs the program, so that a key does not wait for it. */
export function renderCompletion(shell: Shell, commands: readonly CompletionCommand[]): string {
  return { bash: renderBash, zsh: renderZsh, fish: renderFish }[shell](commands);
}
