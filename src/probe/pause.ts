import { setTimeout } from 'node:timers/promises';
import { planError } from '../support/errors.ts';

/** Waits. @throws PlanError INTERRUPTED */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await setTimeout(milliseconds, undefined, { signal });
  } catch (error) {
    throw planError('INTERRUPTED', 'Interrupted; nothing was changed.', {}, error);
  }
}
