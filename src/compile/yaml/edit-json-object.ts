import { isDeepStrictEqual } from 'node:util';
import { isMap, type Pair, parseDocument } from 'yaml';
import type { FileEdit } from '../../plan/types.gen.ts';
import { keyOf, spanOfValue } from './node-spans.ts';
import { applySplices, orderSplices, type Splice } from './splice.ts';
import { toFileEdits } from './to-file-edits.ts';

/**
 * Sets members of a JSON object by splices; all other bytes stay. New members come first, indented as the first one is.
 * @param text a JSON object
 * @throws Error when the result is not what was intended: a bug
 */
export function editJsonObject(
  text: string,
  set: ReadonlyMap<string, unknown>,
): { readonly text: string; readonly edits: readonly FileEdit[] } {
  const splices = orderSplices(splicesFor(text, set));
  const after = applySplices(text, splices);
  const intended = { ...(JSON.parse(text) as object), ...Object.fromEntries(set) };
  if (!isDeepStrictEqual(JSON.parse(after), intended))
    throw new Error('after its edit the JSON object is not what was intended');
  return { text: after, edits: toFileEdits(text, splices) };
}

function splicesFor(text: string, set: ReadonlyMap<string, unknown>): readonly Splice[] {
  const open = text.indexOf('{') + 1;
  // JSON is YAML in flow style; only a tab as indentation is not.
  const { contents } = parseDocument(text.replaceAll('\t', ' '), {
    keepSourceTokens: true,
    strict: false,
    uniqueKeys: false,
    schema: 'failsafe',
  });
  const pairs = isMap(contents) ? (contents.items as readonly Pair[]) : [];
  const space = /^\s*/.exec(text.slice(open))?.[0] ?? '';
  const replaced: Splice[] = [];
  const added: string[] = [];
  for (const [key, value] of set) {
    const pair = pairs.findLast((candidate) => keyOf(candidate) === key);
    const span = pair && spanOfValue(text, pair);
    if (span) replaced.push({ ...span, insert: indented(value, space) });
    else added.push(`${space}${JSON.stringify(key)}: ${indented(value, space)}`);
  }
  if (added.length === 0) return replaced;
  const insert = added.join(',') + (pairs.length > 0 ? ',' : '');
  return [...replaced, { start: open, end: open, insert }];
}

/** One line where the object is written on one line. */
function indented(value: unknown, space: string): string {
  const eol = /\r?\n/.exec(space)?.[0];
  if (eol === undefined) return JSON.stringify(value);
  const indent = space.slice(space.lastIndexOf('\n') + 1);
  return JSON.stringify(value, null, indent).replaceAll('\n', `${eol}${indent}`);
}
