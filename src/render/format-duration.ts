/** Seconds for people, never more exact than they are meant: `under 1 s`, `40 s`, `3 min 20 s`, `2 h 5 min`. */
export function formatDuration(seconds: number): string {
  if (seconds < 1) return 'under 1 s';
  if (seconds < 59.5) return `${Math.round(seconds)} s`;
  const [large, small] = seconds < 3570 ? ['min', 's'] : ['h', 'min'];
  const total = Math.round(large === 'min' ? seconds : seconds / 60);
  const rest = total % 60;
  return `${Math.floor(total / 60)} ${large}${rest === 0 ? '' : ` ${rest} ${small}`}`;
}
