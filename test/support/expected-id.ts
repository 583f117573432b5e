import { createHash } from 'node:crypto';

/** The id that a plan with this seed gives to a row: 48 bits of time, 80 bits of sha256, written as a UUID. */
export function expectedId(seed: string, milliseconds: number, key: string): string {
  const hash = createHash('sha256').update(`${seed} ${key}`, 'utf8').digest('hex').slice(0, 20);
  return uuid(milliseconds, hash);
}

/** The id of a row that Synapse numbers: 48 bits of time, 16 of the seed, 64 of the number. */
export function expectedNumberedId(seed: string, milliseconds: number, number: number): string {
  return uuid(milliseconds, `${seed.slice(0, 4)}${number.toString(16).padStart(16, '0')}`);
}

function uuid(milliseconds: number, rest: string): string {
  const time = milliseconds.toString(16).padStart(12, '0');
  return `${time}${rest}`.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
