import type { FileEdit } from '../../plan/types.gen.ts';
import { yamlString } from '../../support/yaml-string.ts';
import { type Reveal, splitAtSlots } from './secret-slot.ts';
import type { Splice } from './splice.ts';
import type { SecretReference } from './yaml-value.ts';

/** Ordered splices of a text as edits of its UTF-8 bytes. */
export function toFileEdits(text: string, splices: readonly Splice[]): FileEdit[] {
  return splices.flatMap((splice) => {
    const offset = byteLength(text.slice(0, splice.start));
    const length = byteLength(text.slice(splice.start, splice.end));
    const [first = '', ...more] = splitAtSlots(splice.insert);
    return [
      { offset, length, ...inserted(first) },
      ...more.map((part) => ({ offset: offset + length, length: 0, ...inserted(part) })),
    ];
  });
}

function inserted(part: string | SecretReference): Pick<FileEdit, 'insert' | 'secretOf'> {
  return typeof part === 'string' ? { insert: part } : { insert: '', secretOf: part.secretOf };
}

/** The bytes that result from edits, in the way in which they are applied. */
export function applyFileEdits(bytes: Uint8Array, edits: readonly FileEdit[], reveal?: Reveal): Uint8Array {
  const parts: Uint8Array[] = [];
  let from = 0;
  for (const edit of edits) {
    const insert = edit.secretOf && reveal ? yamlString(reveal(edit.secretOf).reveal()) : edit.insert;
    parts.push(bytes.subarray(from, edit.offset), Buffer.from(insert, 'utf8'));
    from = edit.offset + edit.length;
  }
  return Buffer.concat([...parts, bytes.subarray(from)]);
}

function byteLength(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}
