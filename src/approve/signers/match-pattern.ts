/**
 * Whether a text fits a list of patterns as OpenSSH reads them: divided by commas, `*` and `?` stand for any bytes, one that begins
 * with `!` and fits excludes the text whatever else fits.
 */
export function matchesPatternList(text: string, list: string): boolean {
  const bytes = Buffer.from(text).toString('latin1');
  const patterns = Buffer.from(list).toString('latin1').split(',');
  const fits = (pattern: string): boolean => matches(bytes, pattern);
  if (patterns.some((pattern) => pattern.startsWith('!') && fits(pattern.slice(1)))) return false;
  return patterns.some((pattern) => !pattern.startsWith('!') && fits(pattern));
}

/** Goes back to the last asterisk only, so that no pattern takes long. */
function matches(text: string, pattern: string): boolean {
  let [at, in_, star, mark] = [0, 0, -1, 0];
  while (at < text.length) {
    if (pattern[in_] === '*') [star, mark, in_] = [in_, at, in_ + 1];
    else if (in_ < pattern.length && (pattern[in_] === '?' || pattern[in_] === text[at])) [at, in_] = [at + 1, in_ + 1];
    else if (star >= 0) [mark, at, in_] = [mark + 1, mark + 1, star + 1];
    else return false;
  }
  return /^\**$/.test(pattern.slice(in_));
}
