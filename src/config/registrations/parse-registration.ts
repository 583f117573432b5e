import type { Place } from '../../support/errors.ts';
import { Secret } from '../../support/secret.ts';
import { type ConfigNode, describeNode, type MappingNode, nodeAt } from '../config-node.ts';
import type { SourceFile } from '../config-tree.ts';
import { parseYaml } from '../parse-yaml.ts';
import { pyyamlDialect } from '../yaml-dialect.ts';
import { readNamespaces } from './read-namespaces.ts';
import type { Registration, RegistrationFault } from './registration.ts';

/** A registration, with what makes it comparable to others. */
export interface ParsedRegistration {
  readonly registration: Registration;
  /** as_token */
  readonly token?: Secret;
}

/**
 * Reads one registration. Everything for which Synapse would not start is a fault with its place; a fault shows no value of the file.
 * @param listed how and where homeserver.yaml names it
 */
export function parseRegistration(
  source: SourceFile,
  listed: { readonly file: string; readonly listedAt: Place },
): ParsedRegistration {
  const common = { ...listed, path: source.path };
  const { root, problems } = parseYaml(source, pyyamlDialect);
  if (problems.length > 0 || root?.kind !== 'mapping') {
    const faults = problems.map(({ place }) => ({ what: 'It is no YAML that Synapse reads.', place: place ?? {} }));
    const noMapping = { what: 'It holds no mapping of options.', place: { file: source.path } };
    const all = problems.length > 0 ? faults : [noMapping];
    return { registration: { ...common, users: [], msc4190: 'unknown', faults: all } };
  }
  const faults: RegistrationFault[] = [];
  const fault = (key: string, what: string): void => {
    faults.push({ what, place: root.entries.get(key)?.keyPlace ?? { file: source.path, key } });
  };
  const texts = readTexts(root, fault);
  checkUrl(root, fault);
  checkNames(texts, fault);
  checkProtocols(root, fault);
  const msc4190 = readSwitch(root, 'io.element.msc4190', fault);
  readSwitch(root, 'org.matrix.msc3202', fault);
  const { users, faults: more } = readNamespaces(root, source.path);
  const otherKey = otherKeys.find((key) => isTrue(nodeAt(root, [key])));
  return {
    registration: {
      ...common,
      ...(texts.id === undefined ? {} : { id: texts.id }),
      ...(texts.sender_localpart === undefined ? {} : { senderLocalpart: texts.sender_localpart }),
      users,
      msc4190: msc4190 ? 'on' : 'off',
      ...(otherKey === undefined ? {} : { otherMsc4190Key: otherKey }),
      faults: [...faults, ...more],
    },
    ...(texts.as_token === undefined ? {} : { token: new Secret('as_token', texts.as_token) }),
  };
}

type Fault = (key: string, what: string) => void;
type Texts = Readonly<Partial<Record<(typeof required)[number], string>>>;

const required = ['id', 'as_token', 'hs_token', 'sender_localpart'] as const;
/** Of the same meaning to a reader, not to Synapse. */
const otherKeys = ['org.matrix.msc4190', 'msc4190'];

function readTexts(root: MappingNode, fault: Fault): Texts {
  const texts: Partial<Record<(typeof required)[number], string>> = {};
  for (const key of required) {
    const node = nodeAt(root, [key]);
    if (node?.kind === 'scalar' && typeof node.value === 'string') texts[key] = node.value;
    else fault(key, `${key} must be a text, ${node ? `not ${describeNode(node)}` : 'and is not there'}.`);
  }
  return texts;
}

/** It may be null, but not be left out. */
function checkUrl(root: MappingNode, fault: Fault): void {
  const node = nodeAt(root, ['url']);
  const isFine = node?.kind === 'scalar' && (typeof node.value === 'string' || node.value === null);
  if (!isFine) fault('url', 'url must be a text or null, and must be there.');
}

function checkNames({ id, sender_localpart: sender }: Texts, fault: Fault): void {
  if (id?.includes('|')) fault('id', 'id must not have the character |.');
  if (sender !== undefined && !/^[A-Za-z0-9_.~/-]*$/.test(sender))
    fault('sender_localpart', 'sender_localpart has characters that would be encoded in a URL.');
}

function checkProtocols(root: MappingNode, fault: Fault): void {
  const node = nodeAt(root, ['protocols']);
  if (!node || (node.kind === 'scalar' && !node.value)) return;
  const isText = (item: ConfigNode): boolean => item.kind === 'scalar' && typeof item.value === 'string';
  const isEmpty = node.kind === 'mapping' && node.entries.size === 0;
  if (!isEmpty && !(node.kind === 'sequence' && node.items.every(isText)))
    fault('protocols', 'protocols must be a list of texts.');
}

/** Off where it is absent; null is not absent. */
function readSwitch(root: MappingNode, key: string, fault: Fault): boolean {
  const node = nodeAt(root, [key]);
  if (node && !(node.kind === 'scalar' && typeof node.value === 'boolean')) fault(key, `${key} must be true or false.`);
  return isTrue(node);
}

function isTrue(node: ConfigNode | undefined): boolean {
  return node?.kind === 'scalar' && node.value === true;
}
