import { createInterface } from 'node:readline/promises';
import { planError } from '../support/errors.ts';

/**
 * Asks on the terminal of this process; the question goes to stderr.
 * @throws PlanError INTERRUPTED on Ctrl-C, and where the terminal is closed
 */
export function askOnTerminal(signal: AbortSignal): (question: string) => Promise<string> {
  return async (question) => {
    // The terminal stays as it is, so that Ctrl-C reaches the process and not the reader.
    const reader = createInterface({ input: process.stdin, output: process.stderr, terminal: false });
    const closed = new AbortController();
    reader.on('close', () => closed.abort());
    try {
      return await reader.question(question, { signal: AbortSignal.any([signal, closed.signal]) });
    } catch (error) {
      throw planError('INTERRUPTED', 'Interrupted; nothing was written.', {}, error);
    } finally {
      reader.close();
    }
  };
}
