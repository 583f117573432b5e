import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { redactYaml } from './redact/redact-yaml.ts';

/**
 * A unified diff for people, with three lines of context and every secret of both sides masked. Line breaks are LF in
 * it; it is never applied.
 * @param before undefined for a new file
 */
export function redactedDiff(path: string, before: string | undefined, after: string): string {
  const [old, now] = redactYaml([before ?? '', after]) as [string, string];
  return createTwoFilesPatch(before === undefined ? '/dev/null' : path, path, old, now, undefined, undefined, {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  });
}
