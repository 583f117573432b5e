import { YamlLines } from '../../config/yaml-lines.ts';
import { applySplices, orderSplices, type Splice } from '../yaml/splice.ts';
import { findComments } from './find-comments.ts';
import { findSecretScalars } from './find-secret-scalars.ts';
import { mask } from './mask.ts';
import { maskComments } from './mask-comments.ts';

/**
 * Texts of configuration files with every secret masked and their lines kept: values of options that hold secrets,
 * found by parsing, and whatever looks like one in comments. A secret of one text is masked in comments of all.
 */
export function redactYaml(texts: readonly string[]): readonly string[] {
  const parsed = texts.map((text) => {
    const lf = new YamlLines(text).text;
    return { text: lf, secrets: findSecretScalars(lf) };
  });
  const values = parsed.flatMap(({ secrets }) =>
    secrets.flatMap((secret) => secret.value.split('\n').map((line) => line.trim())),
  );
  const known = [...new Set(values)].filter((value) => value.length >= 4).sort((a, b) => b.length - a.length);
  return parsed.map(({ text, secrets }) => {
    const scalars = secrets.map((secret) => ({
      ...secret.span,
      insert: maskLines(text.slice(secret.span.start, secret.span.end)),
    }));
    const redacted = applySplices(
      text,
      orderSplices([...scalars, ...maskComments(findComments(text), known)] satisfies Splice[]),
    );
    // A long value does not stand anywhere by chance.
    return known.filter((value) => value.length >= 12).reduce((rest, value) => rest.replaceAll(value, mask), redacted);
  });
}

/** As many lines as before, so that the line numbers of a diff stay true. */
function maskLines(source: string): string {
  return source
    .split('\n')
    .map((line, index) => {
      if (index === 0) return /^[|>]/.test(line) ? line : mask;
      return line.trim() === '' ? line : `${/^\s*/.exec(line)?.[0] ?? ''}${mask}`;
    })
    .join('\n');
}
