import type { SourceFile } from '../../src/config/config-tree.ts';
import { sha256 } from '../../src/support/digest.ts';

/** A file that was never on a disk. */
export function sourceFile(path: string, content: string | Uint8Array): SourceFile {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return { path, bytes, sha256: sha256(bytes), text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) };
}
