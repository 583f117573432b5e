/** A time in milliseconds as its day, `2025-11-03`; undefined where it is none, which data/timestamp-range tells. */
export function toDay(millis: string | null): string | undefined {
  const day = /^\d{1,15}$/.test(millis ?? '') ? new Date(Number(millis)) : undefined;
  const text = day && Number.isFinite(day.getTime()) ? day.toISOString().slice(0, 10) : '';
  return /^\d{4}-/.test(text) ? text : undefined;
}
