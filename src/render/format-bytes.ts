/** Bytes for people: `812 B`, `61.2 MB`, `1.4 GB`; a kilobyte is 1,000 of them, as `1,000 rows` are 1,000. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 999.95 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value.toFixed(1)} ${units[unit]}`;
}

const units = ['kB', 'MB', 'GB', 'TB'];
