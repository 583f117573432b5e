import type { Problem } from '../support/errors.ts';
import type { ApprovalRules } from './approval-rules.ts';
import type { SignedApproval } from './read-signed-approval.ts';

/** Whether an approval holds at this time: its own bounds, its age, and that it does not come from the future. */
export function findTimeProblems(
  { path, predicate }: Pick<SignedApproval, 'path' | 'predicate'>,
  { maxAgeHours }: Pick<ApprovalRules, 'maxAgeHours'>,
  now: Date,
): readonly Problem[] {
  const { time, notBefore, notAfter } = predicate;
  const place = { file: path };
  const at = now.toISOString();
  const problems: Problem[] = [];
  if (notBefore !== undefined && now.getTime() < Date.parse(notBefore)) {
    problems.push({ code: 'APPROVAL_NOT_YET', message: `It holds from ${notBefore} on; it is ${at}.`, place });
  }
  if (Date.parse(time) > now.getTime() + clockTolerance) {
    problems.push({
      code: 'APPROVAL_NOT_YET',
      message: `It says that it was signed at ${time}; it is ${at}.`,
      place,
      remedy: 'Set the clocks of both machines right.',
    });
  }
  if (notAfter !== undefined && now.getTime() > Date.parse(notAfter)) {
    problems.push({ code: 'APPROVAL_EXPIRED', message: `It held until ${notAfter}; it is ${at}.`, place });
  }
  if (maxAgeHours !== undefined && now.getTime() - Date.parse(time) > maxAgeHours * 3_600_000) {
    const message = `It was signed at ${time}; the policy lets approvals be ${maxAgeHours} hours old, and it is ${at}.`;
    problems.push({ code: 'APPROVAL_EXPIRED', message, place });
  }
  return problems;
}

/** Two clocks are never the same. */
const clockTolerance = 5 * 60_000;
