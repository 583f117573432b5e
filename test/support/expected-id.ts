import { createHash } from 'node:crypto';

/** The id that a plan with this seed gives to a row: 48 bits of time, 80 bits of sha256, written as a UUID. */
export function expectedId(seed: string, milliseconds: number, key: string): string {
  const time = milliseconds.toString(16).padStart(12, '0');
  const hash = createHash('sha256').update(`${seed} ${key}`, 'utf8').digest('hex').slice(0, 20);
  return `${time}${hash}`.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
