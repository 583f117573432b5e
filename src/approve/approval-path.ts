import type { ApprovedAction } from './approval-format.ts';

/** The file of an approval, beside the plan: `PLAN.IDENTITY.approval.json`. Two identities never have the same. */
export function approvalPath(planPath: string, identity: string, action: ApprovedAction = 'apply'): string {
  const safe = [...Buffer.from(identity)]
    .map((byte) => String.fromCharCode(byte))
    .map((character) => (/[\w@+-]|\./.test(character) ? character : percentEncoded(character)))
    .join('');
  return `${planPath}.${safe}${approvalSuffixes[action]}`;
}

/** How the names of approval files end. Neither ends with the other. */
export const approvalSuffixes: Readonly<Record<ApprovedAction, string>> = {
  apply: '.approval.json',
  'discard-mas-changes': '.discard-approval.json',
};

function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
