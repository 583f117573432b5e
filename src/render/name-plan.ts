import { printable } from '../support/printable.ts';
import { shellWord } from '../support/shell-word.ts';

/** A command with PLAN in it, for the plan at hand: ready to be copied into a shell. */
export function namePlan(command: string, planFile: string): string {
  return command.replaceAll(/\bPLAN\b/g, () => printable(shellWord(planFile)));
}
