import type { FileEdit } from '../../plan/types.gen.ts';
import type { Splice } from './splice.ts';

/** Ordered splices of a text as edits of its UTF-8 bytes. */
export function toFileEdits(text: string, splices: readonly Splice[]): FileEdit[] {
  return splices.map((splice) => ({
    offset: byteLength(text.slice(0, splice.start)),
    length: byteLength(text.slice(splice.start, splice.end)),
    insert: splice.insert,
  }));
}

/** The bytes that result from edits, in the way in which they are applied. */
export function applyFileEdits(bytes: Uint8Array, edits: readonly FileEdit[]): Uint8Array {
  const parts: Uint8Array[] = [];
  let from = 0;
  for (const edit of edits) {
    parts.push(bytes.subarray(from, edit.offset), Buffer.from(edit.insert, 'utf8'));
    from = edit.offset + edit.length;
  }
  return Buffer.concat([...parts, bytes.subarray(from)]);
}

function byteLength(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}
