import type { DatabaseName } from './types.gen.ts';

/**
 * Guards of operator steps that are no assert step: apply itself sees before the cutover whether a service is stopped, and before the
 * phase finish whether it answers.
 */
export const ownGuards: Readonly<Record<DatabaseName, { readonly stopped: string; readonly answers: string }>> = {
  synapse: { stopped: 'apply/synapse-stopped', answers: 'apply/synapse-answers' },
  mas: { stopped: 'apply/mas-stopped', answers: 'apply/mas-answers' },
};

/** Whether a guard is one of them. */
export function isOwnGuard(guard: string): boolean {
  return Object.values(ownGuards).some(({ stopped, answers }) => guard === stopped || guard === answers);
}
