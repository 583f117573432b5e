import type { ErrorCode } from '../support/error-catalog.ts';
import type { Place, Problem } from '../support/errors.ts';
import { Secret } from '../support/secret.ts';
import { type ConfigNode, type ConfigPath, describeNode, formatPath, type ScalarValue } from './config-node.ts';
import type { NodeTree } from './node-tree.ts';
import { placeAround } from './place-around.ts';
import { isUriWithPassword } from './secret-options.ts';
import { sourceExcerpt } from './source-excerpt.ts';

/** Typed access to a tree. A value of the wrong type is reported, with place and excerpt, and reads as absent. */
export interface Reading {
  readonly tree: NodeTree;
  readonly problems: Problem[];
  /** Reports a problem of the value at a path. */
  report(code: ErrorCode, path: ConfigPath, message: string, remedy?: string): void;
  /** Whether something other than null stands there. */
  has(path: ConfigPath): boolean;
  /** A string, secret or not: what is secret must go through `secret`. Undefined when absent or null. */
  text(path: ConfigPath): string | undefined;
  /** An address that people and plans get to see: one with a password in it is reported, and reads as absent. */
  url(path: ConfigPath): string | undefined;
  secret(path: ConfigPath): Secret | undefined;
  boolean(path: ConfigPath): boolean | undefined;
  integer(path: ConfigPath): number | undefined;
  /** The keys of a mapping. */
  keys(path: ConfigPath): readonly string[] | undefined;
  /** The paths of the items of a list. */
  items(path: ConfigPath): readonly ConfigPath[] | undefined;
  /** Where a value stands, or else the nearest thing around it that is written down. */
  place(path: ConfigPath): Place;
  /** For messages: `/etc/mas/config.yaml:12 database`. */
  from(path: ConfigPath): string;
}

/** Opens a tree for reading; problems are added to the given list. */
export function openReading(tree: NodeTree, problems: Problem[]): Reading {
  const report: Reading['report'] = (code, path, message, remedy) => {
    const place = placeAround(tree, path);
    const file = tree.files.find((candidate) => candidate.path === place.file);
    const excerpt =
      file && place.line !== undefined ? { excerpt: sourceExcerpt(file.text, place.line, place.column ?? 1) } : {};
    problems.push({ code, message, place, ...excerpt, ...(remedy === undefined ? {} : { remedy }) });
  };

  /** The node where it is of the wanted kind; null and nothing are no problem. */
  function typed<T>(
    path: ConfigPath,
    wanted: string,
    read: (value: ScalarValue | ConfigNode) => T | undefined,
  ): T | undefined {
    const node = tree.node(path);
    if (!node || (node.kind === 'scalar' && node.value === null)) return undefined;
    const value = read(node.kind === 'scalar' ? node.value : node);
    if (value === undefined)
      report('CONFIG_WRONG_TYPE', path, `${formatPath(path)} must be ${wanted}, not ${describeNode(node)}`);
    return value;
  }

  const reading: Reading = {
    tree,
    problems,
    report,
    has(path) {
      const node = tree.node(path);
      return node !== undefined && !(node.kind === 'scalar' && node.value === null);
    },
    text: (path) => typed(path, 'a string', (value) => (typeof value === 'string' ? value : undefined)),
    url(path) {
      const text = reading.text(path);
      if (text === undefined || !isUriWithPassword(text)) return text;
      const message = `${formatPath(path)} holds a password or a token, and plans and clients show this address`;
      report('CONFIG_WRONG_TYPE', path, message, 'Take it out of the address.');
      return undefined;
    },
    secret(path) {
      const text = reading.text(path);
      return text === undefined ? undefined : new Secret(formatPath(path), text);
    },
    boolean: (path) => typed(path, 'true or false', (value) => (typeof value === 'boolean' ? value : undefined)),
    integer: (path) =>
      typed(path, 'a whole number', (value) => (Number.isSafeInteger(value) ? (value as number) : undefined)),
    keys: (path) =>
      typed(path, 'a mapping', (value) =>
        isNode(value) && value.kind === 'mapping' ? [...value.entries.keys()] : undefined,
      ),
    items: (path) =>
      typed(path, 'a list', (value) =>
        isNode(value) && value.kind === 'sequence' ? value.items.map((_, index) => [...path, index]) : undefined,
      ),
    place: (path) => placeAround(tree, path),
    from(path) {
      const place = placeAround(tree, path);
      return [place.file, place.line]
        .filter((part) => part !== undefined)
        .join(':')
        .concat(place.file ? ` ${formatPath(path)}` : (place.key ?? formatPath(path)));
    },
  };
  return reading;
}

function isNode(value: ScalarValue | ConfigNode): value is ConfigNode {
  return typeof value === 'object' && value !== null && 'kind' in value;
}
