import { planError } from '../support/errors.ts';

/**
 * Waits for work that may be dropped at any instant, since it only reads.
 * @throws PlanError INTERRUPTED as soon as the signal comes; the work goes on until the process ends
 */
export async function untilInterrupted<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  if (signal.aborted) throw interrupted();
  let stop: () => void = () => {};
  const interruption = new Promise<never>((_, reject) => {
    stop = () => reject(interrupted());
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work(), interruption]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function interrupted(): Error {
  return planError('INTERRUPTED', 'Interrupted; nothing was written.');
}
