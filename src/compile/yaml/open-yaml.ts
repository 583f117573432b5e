import { type Document, isMap, type YAMLMap } from 'yaml';
import type { SourceFile } from '../../config/config-tree.ts';
import { parseLines } from '../../config/parse-lines.ts';
import { YamlLines } from '../../config/yaml-lines.ts';
import type { Place } from '../../support/errors.ts';
import type { Splice } from './splice.ts';

/** A file whose nodes have offsets. They count in `text`: line breaks are LF there, a byte order mark is dropped. */
export interface OpenYaml {
  readonly file: SourceFile;
  readonly text: string;
  readonly document: Document.Parsed;
  readonly root: YAMLMap;
  readonly placeOf: (offset: number) => Place;
  /** The same splice in the text of the file, with the file's own line breaks. */
  readonly inFile: (splice: Splice) => Splice;
}

/** Opens a file that was read before without problems; undefined when its nodes cannot be located safely. */
export function openYaml(file: SourceFile): OpenYaml | undefined {
  const lines = new YamlLines(file.text);
  const [document] = parseLines(lines).documents;
  if (!document || !isMap(document.contents)) return undefined;
  const { text } = lines;
  const starts = lineStarts(file.text);
  const offsetInFile = (offset: number) => {
    const { line, column } = lines.position(offset);
    return (starts[line - 1] ?? 0) + column - 1;
  };
  const eol = /\r\n|\r|\n|\u0085/.exec(file.text)?.[0] ?? '\n';
  return {
    file,
    text,
    document,
    root: document.contents,
    placeOf: (offset) => ({ file: file.path, ...lines.position(offset) }),
    inFile: ({ start, end, insert }) => ({
      start: offsetInFile(start),
      end: offsetInFile(end),
      insert: insert.replaceAll('\n', eol),
    }),
  };
}

/** Where each line begins; the first one behind a byte order mark. Splits as YamlLines does. */
function lineStarts(text: string): readonly number[] {
  const first = text.startsWith('\uFEFF') ? 1 : 0;
  return [first, ...[...text.matchAll(/\r\n|\r|\n|\u0085/g)].map((match) => match.index + match[0].length)];
}
