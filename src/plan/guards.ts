import type { DatabaseName } from './types.gen.ts';

/** Guards of operator steps that are no assert: apply itself sees whether a service is stopped, before the cutover. */
export const stoppedGuards: Readonly<Record<DatabaseName, string>> = {
  synapse: 'apply/synapse-stopped',
  mas: 'apply/mas-stopped',
};

/** Whether a guard is one of them. */
export function isStoppedGuard(guard: string): boolean {
  return Object.values(stoppedGuards).includes(guard);
}
