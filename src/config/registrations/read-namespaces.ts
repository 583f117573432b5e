import type { Place } from '../../support/errors.ts';
import { parsePythonRegex } from '../../support/python-regex/parse-python-regex.ts';
import { type ConfigNode, type MappingNode, nodeAt } from '../config-node.ts';
import type { RegistrationFault, UserNamespace } from './registration.ts';

/** Reads `namespaces`: those of users, and what is wrong with any. */
export function readNamespaces(
  root: MappingNode,
  file: string,
): { readonly users: readonly UserNamespace[]; readonly faults: readonly RegistrationFault[] } {
  const node = nodeAt(root, ['namespaces']);
  if (node?.kind !== 'mapping') {
    const place = root.entries.get('namespaces')?.keyPlace ?? { file, key: 'namespaces' };
    return { users: [], faults: [{ what: 'namespaces must be a mapping, and must be there.', place }] };
  }
  const kinds = ['users', 'aliases', 'rooms'].flatMap((kind) => {
    const entry = node.entries.get(kind);
    return entry ? [{ kind, ...readKind(kind, entry.node, entry.keyPlace) }] : [];
  });
  return {
    users: kinds.filter(({ kind }) => kind === 'users').flatMap(({ namespaces }) => namespaces),
    faults: kinds.flatMap(({ faults }) => faults),
  };
}

function readKind(
  kind: string,
  node: ConfigNode,
  place: Place,
): { readonly namespaces: readonly UserNamespace[]; readonly faults: readonly RegistrationFault[] } {
  if (node.kind !== 'sequence')
    return { namespaces: [], faults: [{ what: `namespaces.${kind} must be a list.`, place }] };
  const read = node.items.map((item, index) => readNamespace(item, `namespaces.${kind}[${index}]`));
  return {
    namespaces: read.flatMap((one) => ('regex' in one ? [one] : [])),
    faults: read.flatMap((one) => ('what' in one ? [one] : invalidRegex(one, kind))),
  };
}

function readNamespace(item: ConfigNode, key: string): UserNamespace | RegistrationFault {
  const place = { ...item.place, key };
  if (item.kind !== 'mapping') return { what: `${key} must be a mapping.`, place };
  const [regex, exclusive] = ['regex', 'exclusive'].map((name) => nodeAt(item, [name]));
  if (regex?.kind !== 'scalar' || typeof regex.value !== 'string')
    return { what: `${key}.regex must be a text.`, place };
  if (exclusive?.kind !== 'scalar' || typeof exclusive.value !== 'boolean')
    return { what: `${key}.exclusive must be true or false.`, place };
  const { value } = regex;
  const at = { ...(item.entries.get('regex')?.keyPlace ?? place), key: `${key}.regex` };
  return { regex: value, parsed: parsePythonRegex(value), isExclusive: exclusive.value, place: at };
}

function invalidRegex({ parsed, place }: UserNamespace, kind: string): readonly RegistrationFault[] {
  if (parsed.kind !== 'invalid') return [];
  return [{ what: `A regex of namespaces.${kind} is none that Python takes: ${parsed.why}.`, place }];
}
