import { printable } from '../support/printable.ts';
import { shellWord } from '../support/shell-word.ts';
import type { AuthorizationOptions } from './authorization-options.ts';

/** The same right again, as words of a command line. */
function rightWords(options: AuthorizationOptions): string {
  const { planId, unapproved, allowedSigners, requireApprovals, approval, allowSelfApproval, policy } = options;
  const words = [
    ...(policy === undefined ? [] : ['--policy', policy]),
    ...(allowedSigners === undefined ? [] : ['--allowed-signers', allowedSigners]),
    ...(requireApprovals === undefined ? [] : ['--require-approvals', String(requireApprovals)]),
    ...(approval === undefined ? [] : ['--approval', ...approval]),
    ...(allowSelfApproval ? ['--allow-self-approval'] : []),
    ...(planId === undefined ? [] : ['--plan-id', planId]),
    ...(unapproved === undefined ? [] : ['--unapproved', unapproved]),
  ];
  return words.map((word) => printable(shellWord(word))).join(' ');
}

/** A text with commands in it, in which the right that was given stands where nobody knew it. */
export function withRight(text: string, options: AuthorizationOptions): string {
  const words = rightWords(options);
  return words === '' ? text : text.replaceAll('--allowed-signers FILE', () => words);
}
