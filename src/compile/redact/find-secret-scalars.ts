import { type Document, isAlias, isMap, isPair, isScalar, isSeq, type Pair, parseAllDocuments, Scalar } from 'yaml';
import { isSecretKey, isUriWithPassword, secretTailLength } from '../../config/secret-options.ts';
import type { Span } from '../yaml/node-spans.ts';

export interface SecretScalar {
  readonly span: Span;
  readonly value: string;
}

/**
 * Every scalar of a YAML text that holds a secret: by the option around it, by an alias that repeats it as the value
 * of such an option, or because it is a URI with a password. A text that is no YAML is one secret.
 */
export function findSecretScalars(text: string): readonly SecretScalar[] {
  const found = parseAllDocuments(text, {
    schema: 'failsafe',
    strict: false,
    resolveKnownTags: false,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const documents: readonly Document.Parsed[] = 'empty' in found ? [] : found;
  if (documents.some((document) => document.errors.length > 0))
    return [{ span: { start: 0, end: text.length }, value: '' }];
  const secrets = new Map<Scalar, SecretScalar>();
  for (const document of documents) collect(document, secrets);
  return [...secrets.values()];
}

type Path = readonly (string | number)[];

function collect(document: Document.Parsed, secrets: Map<Scalar, SecretScalar>): void {
  const seen = new Map<unknown, Set<string>>();
  const walk = (node: unknown, path: Path, isInside: boolean): void => {
    if (isScalar(node)) {
      if (isInside || isUriWithPassword(String(node.value))) add(node, secrets);
      return;
    }
    // By aliases a node has many paths; only their ends make a difference.
    const ending = JSON.stringify([
      isInside,
      path[0],
      ...path.filter((step) => typeof step === 'string').slice(-secretTailLength),
    ]);
    const endings = seen.get(node) ?? new Set();
    if (endings.has(ending)) return;
    seen.set(node, endings.add(ending));
    if (isAlias(node)) walk(node.resolve(document), path, isInside);
    if (isMap(node)) for (const pair of node.items as readonly Pair[]) walkPair(pair, path, isInside);
    if (isSeq(node))
      for (const [index, item] of node.items.entries())
        (isPair(item) ? walkPair : walk)(item as Pair, [...path, index], isInside);
  };
  const walkPair = (pair: Pair, path: Path, isInside: boolean): void => {
    const key = isScalar(pair.key) ? String(pair.key.value ?? '') : '';
    const here = key === '<<' ? path : [...path, key];
    walk(pair.key, path, false);
    walk(pair.value, here, isInside || isSecretKey(here));
  };
  walk(document.contents, [], false);
}

/** Switches and nothing are no secrets. */
function add(node: Scalar, secrets: Map<Scalar, SecretScalar>): void {
  const value = String(node.value ?? '');
  const isSwitch = node.type === Scalar.PLAIN && /^(~|null|true|false|yes|no|on|off|)$/i.test(value);
  if (isSwitch || value === '' || !node.range) return;
  secrets.set(node, { span: { start: node.range[0], end: node.range[1] }, value });
}
