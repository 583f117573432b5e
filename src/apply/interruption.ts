import { planError } from '../support/errors.ts';

/** Stops between two statements once the user has interrupted. @throws PlanError INTERRUPTED */
export function throwIfInterrupted(signal: AbortSignal): void {
  if (signal.aborted) throw planError('INTERRUPTED', 'Interrupted; nothing was changed.');
}
