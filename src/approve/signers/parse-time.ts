/**
 * A time of an allowed_signers file, in seconds since 1970: YYYYMMDD, YYYYMMDDHHMM or YYYYMMDDHHMMSS, in UTC where `Z` or `UTC`
 * follows, else in the time zone of this machine (its standard time, also in summer, as ssh-keygen reads it).
 * @returns undefined where it is no time
 */
export function parseSignersTime(text: string): number | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?(Z|UTC)?$/i.exec(text);
  if (!parts) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const inRange = month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour <= 23 && minute <= 59 && second <= 60;
  if (!inRange) return undefined;
  const utc = Date.UTC(year, month - 1, day, hour, minute, second);
  const time = (parts[7] === undefined ? utc + standardOffset(year) * 60_000 : utc) / 1000;
  return time > 0 ? time : undefined;
}

/** Minutes that the standard time of this machine is behind UTC. */
function standardOffset(year: number): number {
  return Math.max(new Date(year, 0, 1).getTimezoneOffset(), new Date(year, 6, 1).getTimezoneOffset());
}
