import { type Document, isScalar } from 'yaml';
import type { Place, Problem } from '../support/errors.ts';
import type { ConfigNode } from './config-node.ts';
import type { SourceFile } from './config-tree.ts';
import { constructNodes } from './construct-nodes.ts';
import { findForbiddenCharacter } from './forbidden-character.ts';
import { parseLines } from './parse-lines.ts';
import { sourceExcerpt } from './source-excerpt.ts';
import type { YamlDialect } from './yaml-dialect.ts';
import { YamlLines } from './yaml-lines.ts';

export interface ParsedYaml {
  /** Undefined for a file that holds nothing, or that cannot be read. */
  readonly root?: ConfigNode;
  readonly problems: readonly Problem[];
}

/**
 * Reads one file as the given program's YAML reader does. What that reader would refuse comes back as CONFIG_YAML
 * problems with place and masked excerpt; nothing is thrown for any content.
 */
export function parseYaml(file: SourceFile, dialect: YamlDialect): ParsedYaml {
  const problems: Problem[] = [];
  const refuse = (place: Place, message: string) => {
    const excerpt = place.line === undefined ? undefined : sourceExcerpt(file.text, place.line, place.column ?? 1);
    problems.push({ code: 'CONFIG_YAML', message, place, ...(excerpt === undefined ? {} : { excerpt }) });
  };
  const lines = new YamlLines(file.text);
  const placeOf = (offset: number): Place => ({ file: file.path, ...lines.position(offset) });

  const forbidden = findForbiddenCharacter(file, dialect.isPyyaml);
  if (forbidden) {
    refuse(placeOf(forbidden.offset), forbidden.message);
    return { problems };
  }
  const { documents, error } = parseLines(lines);
  if (error) {
    refuse(placeOf(error.offset), error.message);
    return { problems };
  }
  // `...` twice leaves an empty rest behind, which is no document.
  const [first, second] = documents.filter(
    (document, index) => index === 0 || document.directives.docStart || !isBlank(document),
  );
  if (second) refuse(placeOf(second.range[0]), 'a second YAML document begins; only one is read');
  if (!first || isBlank(first)) return { problems };
  const root = constructNodes(first.contents, { dialect, text: lines.text, placeOf, refuse });
  return problems.length > 0 ? { problems } : { root, problems };
}

/** A document without any content: `---` and comments. */
function isBlank(document: Document.Parsed): boolean {
  const { contents } = document;
  return (
    !contents ||
    (isScalar(contents) && contents.source === '' && contents.type === 'PLAIN' && !contents.tag && !contents.anchor)
  );
}
