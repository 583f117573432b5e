/** A time of ISO 8601 with a zone; undefined for all else. */
export function parseIsoTime(text: string): Date | undefined {
  const time = new Date(text);
  const isIso = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text);
  return isIso && isWritable(time) ? time : undefined;
}

/** What we write has four digits for the year. */
export function isWritable(time: Date): boolean {
  return !Number.isNaN(time.valueOf()) && time.getUTCFullYear() >= 0 && time.getUTCFullYear() <= 9999;
}

/** In UTC and whole seconds. */
export function inSeconds(time: Date): string {
  return time.toISOString().replace(/\.\d+Z$/, 'Z');
}
