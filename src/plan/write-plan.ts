import { Document, isScalar, Scalar, visit } from 'yaml';
import type { Plan } from './types.gen.ts';

/**
 * The text of a plan file: YAML with SQL and diffs as literal blocks, keys in the order of the object, nothing folded.
 * The same plan gives the same bytes.
 */
export function writePlan(plan: Plan): string {
  const document = new Document(plan, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_key, node) {
      if (isScalar(node) && typeof node.value === 'string' && node.value.includes('\n'))
        node.type = literalOrQuoted(node.value);
    },
  });
  document.commentBefore =
    ' A plan of syn2mas-plan. Its id is the sha256 of these bytes: a plan that was edited is another plan.\n' +
    ' Read it with: syn2mas-plan show FILE';
  return document.toString({ lineWidth: 0, indent: 2 });
}

/** A literal block cannot hold every text: not trailing blanks before a line end that an editor may strip, nor control characters. */
function literalOrQuoted(text: string): Scalar.Type {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that a block scalar must not hold
  return /[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]/.test(text) ? Scalar.QUOTE_DOUBLE : Scalar.BLOCK_LITERAL;
}
