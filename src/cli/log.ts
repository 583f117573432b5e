import type { Log } from '../support/log.ts';
import { printable } from '../support/printable.ts';
import type { Surroundings } from './surroundings.ts';

export type LogFormat = 'text' | 'json';

/**
 * Progress and messages on stderr: a line of text for people, or one JSON object a line, in which events keep their
 * fields. Events have no text form: whoever sends one says the same to people by `info`.
 */
export function createLog({ stderr, clock }: Pick<Surroundings, 'stderr' | 'clock'>, format: LogFormat): Log {
  const writeObject = (type: string, fields: object): void => {
    stderr.write(`${JSON.stringify({ type, at: clock().toISOString(), ...fields })}\n`);
  };
  if (format === 'json') {
    return {
      info: (message) => writeObject('info', { message }),
      warn: (message) => writeObject('warning', { message }),
      event: writeObject,
    };
  }
  return {
    info: (message) => void stderr.write(`${printable(message)}\n`),
    warn: (message) => void stderr.write(`Warning: ${printable(message)}\n`),
    event() {},
  };
}
