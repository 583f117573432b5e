import { planError } from '../support/errors.ts';
import { inSeconds, isWritable, parseIsoTime } from './iso-time.ts';

/**
 * The time that goes into a plan, in UTC and whole seconds: what was given, else SOURCE_DATE_EPOCH, else now.
 * @throws PlanError USAGE where what was given is no time
 */
export function createdAt(
  given: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
  clock: () => Date,
): string {
  if (given !== undefined) return inSeconds(parseIso(given));
  const epoch = env.SOURCE_DATE_EPOCH;
  return inSeconds(epoch === undefined || epoch === '' ? clock() : parseEpoch(epoch));
}

function parseIso(text: string): Date {
  const time = parseIsoTime(text);
  if (time) return time;
  throw planError('USAGE', '--created-at is no time with a zone.', { remedy: 'Write it like 2026-01-31T12:00:00Z.' });
}

/** https://reproducible-builds.org/specs/source-date-epoch/ */
function parseEpoch(text: string): Date {
  const time = new Date(Number(text) * 1000);
  if (/^\d+$/.test(text) && isWritable(time)) return time;
  throw planError('USAGE', 'SOURCE_DATE_EPOCH is no number of seconds since 1970.', { remedy: 'Correct or unset it.' });
}
