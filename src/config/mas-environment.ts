import type { Place } from '../support/errors.ts';
import type { ConfigNode, MappingNode, ScalarValue } from './config-node.ts';
import { mergeMappings } from './merge-nodes.ts';

/**
 * The options that `MAS_…` variables set: `MAS_DATABASE_URI` is `database.uri`. As figment has it, each `_` begins a
 * new level, so options with `_` in their own name cannot be set so; names do not depend on case. `MAS_CONFIG` is
 * left out: it names the files and is no option.
 */
export function readMasEnvironment(env: Readonly<Record<string, string | undefined>>): MappingNode {
  let root: MappingNode = { kind: 'mapping', entries: new Map(), hidden: [], place: {} };
  for (const [name, text] of Object.entries(env)) {
    const path = /^MAS_(.+)$/i.exec(name.trim())?.[1]?.trim().toLowerCase().split(/[_.]/);
    if (!path || text === undefined || path.includes('') || path.join('.') === 'config') continue;
    const place: Place = { key: `${name} in the environment` };
    root = mergeMappings(root, nest(path, figmentValue(text, place), place), 'replace');
  }
  return root;
}

function nest(path: readonly string[], value: ConfigNode, place: Place): MappingNode {
  const [key = '', ...rest] = path;
  const node = rest.length === 0 ? value : nest(rest, value, place);
  return { kind: 'mapping', entries: new Map([[key, { key, keyPlace: place, node }]]), hidden: [], place };
}

/** figment's little value language: `true`, numbers, "strings", [lists] and {key=value}; all else is a string. */
function figmentValue(text: string, place: Place): ConfigNode {
  const trimmed = text.trim();
  const found = parseValue(trimmed, place);
  if (found?.rest !== '') return { kind: 'scalar', value: trimmed, place };
  return found.node;
}

/** What was read and what is left; undefined where the text does not fit. */
type Parsed = { readonly node: ConfigNode; readonly rest: string } | undefined;

function parseValue(text: string, place: Place): Parsed {
  const start = text.trimStart();
  const scalar = (value: ScalarValue, rest: string): Parsed => ({
    node: { kind: 'scalar', value, place },
    rest: rest.trimStart(),
  });
  if (start === '') return scalar('', '');
  if (start.startsWith('[')) return parseList(start.slice(1), place);
  if (start.startsWith('{')) return parseMapping(start.slice(1), place);
  const character = /^'(.)'/su.exec(start);
  if (start.startsWith("'"))
    return character ? scalar(character[1] ?? '', start.slice(character[0].length)) : undefined;
  if (start.startsWith('"')) {
    const quoted = parseQuoted(start);
    return quoted && scalar(quoted.text, quoted.rest);
  }
  const bare = /^[^,{}[\]]*/.exec(start)?.[0] ?? '';
  return scalar(bareValue(bare.trim()), start.slice(bare.length));
}

function bareValue(text: string): ScalarValue {
  if (text === 'true' || text === 'false') return text === 'true';
  if (/^[-+]?(\d+\.\d*|\.\d+)(e[-+]?\d+)?$/i.test(text)) return Number(text);
  if (!/^[-+]?\d+$/.test(text)) return text;
  const value = BigInt(text.replace('+', ''));
  if (value >= 2n ** 64n || value < -(2n ** 63n)) return text;
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

function parseQuoted(text: string): { readonly text: string; readonly rest: string } | undefined {
  const quoted = /^"(?:[^"\\]|\\.)*"/s.exec(text)?.[0];
  if (quoted === undefined) return undefined;
  try {
    const content = quoted.replace(/\\U([0-9a-f]{8})/gi, (_, code: string) =>
      String.fromCodePoint(Number.parseInt(code, 16)),
    );
    return {
      text: JSON.parse(content.replaceAll('\n', '\\n').replaceAll('\t', '\\t')) as string,
      rest: text.slice(quoted.length),
    };
  } catch {
    return undefined;
  }
}

function parseList(text: string, place: Place): Parsed {
  const items: ConfigNode[] = [];
  let rest = text.trimStart();
  while (!rest.startsWith(']')) {
    const item = parseValue(rest, place);
    if (!item) return undefined;
    items.push(item.node);
    rest = item.rest;
    if (!rest.startsWith(',')) break;
    rest = rest.slice(1).trimStart();
  }
  return rest.startsWith(']')
    ? { node: { kind: 'sequence', items, place }, rest: rest.slice(1).trimStart() }
    : undefined;
}

function parseMapping(text: string, place: Place): Parsed {
  const entries = new Map<string, { key: string; keyPlace: Place; node: ConfigNode }>();
  let rest = text.trimStart();
  while (!rest.startsWith('}')) {
    const quoted = rest.startsWith('"') ? parseQuoted(rest) : undefined;
    const key = quoted?.text ?? /^[\w-]*/.exec(rest)?.[0] ?? '';
    const after = (quoted?.rest ?? rest.slice(key.length)).trimStart();
    const item = after.startsWith('=') ? parseValue(after.slice(1), place) : undefined;
    if (!item) return undefined;
    entries.set(key, { key, keyPlace: place, node: item.node });
    rest = item.rest;
    if (!rest.startsWith(',')) break;
    rest = rest.slice(1).trimStart();
  }
  const node: MappingNode = { kind: 'mapping', entries, hidden: [], place };
  return rest.startsWith('}') ? { node, rest: rest.slice(1).trimStart() } : undefined;
}
