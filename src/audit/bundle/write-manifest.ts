import { sha256 } from '../../support/digest.ts';
import type { TarFile } from './write-tar.ts';

/** The digests of files as `sha256sum -c` reads them: a name with a backslash or a line end is escaped, and its line says so. */
export function writeManifest(files: readonly TarFile[]): string {
  return files
    .map(({ name, bytes }) => {
      const escaped = name.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
      return `${escaped === name ? '' : '\\'}${sha256(bytes).replace('sha256:', '')}  ${escaped}\n`;
    })
    .join('');
}
