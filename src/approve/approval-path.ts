/** The file of an approval: `PLAN.IDENTITY.approval.json`, beside the plan. Two identities never have the same. */
export function approvalPath(planPath: string, identity: string): string {
  const safe = [...Buffer.from(identity)]
    .map((byte) => String.fromCharCode(byte))
    .map((character) => (/[\w@+-]|\./.test(character) ? character : percentEncoded(character)))
    .join('');
  return `${planPath}.${safe}${approvalSuffix}`;
}

/** How the names of approval files end. */
export const approvalSuffix = '.approval.json';

function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
