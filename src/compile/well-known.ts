import { placesOf, toFinding } from '../check/config-rule.ts';
import { wellKnownNoBaseUrl } from '../check/rules/well-known/no-public-baseurl.ts';
import { wellKnownNotJson } from '../check/rules/well-known/not-json.ts';
import { wellKnownOtherBaseUrl } from '../check/rules/well-known/other-base-url.ts';
import type { MasConfig } from '../config/mas-config.ts';
import { placeAround } from '../config/place-around.ts';
import type { SynapseConfig } from '../config/synapse-config.ts';
import type { FileEdit, FileStep, Finding } from '../plan/types.gen.ts';
import { sha256 } from '../support/digest.ts';
import { planError } from '../support/errors.ts';
import { isJson } from '../support/is-json.ts';
import { backupPath } from './file-step.ts';
import { redactedDiff } from './redacted-diff.ts';
import { editJsonObject } from './yaml/edit-json-object.ts';

export interface WellKnown {
  /** One, or none where nothing has to change or too little is known. */
  readonly steps: readonly FileStep[];
  readonly findings: readonly Finding[];
}

/**
 * `.well-known/matrix/client` as Synapse itself would serve it beside MAS: a new file, or an existing one with the
 * address of MAS, in which all other keys stay.
 * @param file `bytes` of the file as it is; undefined where there is none yet
 * @throws PlanError CONFIG_WRONG_TYPE when the existing file is no JSON object
 */
export function compileWellKnown(
  synapse: SynapseConfig,
  mas: MasConfig,
  file: { readonly path: string; readonly bytes?: Uint8Array },
  choices: { readonly seed: string },
): WellKnown {
  const noBaseUrl = toFinding(wellKnownNoBaseUrl, {
    what: 'homeserver.yaml has no public_baseurl.',
    where: [placeAround(synapse.tree, ['public_baseurl'])],
  });
  const findings = [...(synapse.publicBaseurl === undefined ? [noBaseUrl] : []), ...notJson(synapse)];
  if (file.bytes) return patch(synapse, mas, { path: file.path, bytes: file.bytes }, choices, findings);
  if (synapse.publicBaseurl === undefined) return { steps: [], findings };
  const content = `${JSON.stringify(served(synapse, mas), null, 2)}\n`;
  const step = {
    ...common(file.path, content),
    mode: '0644',
    content,
    diff: redactedDiff(file.path, undefined, content),
  };
  return { steps: [step], findings };
}

type Json = Readonly<Record<string, unknown>>;

/** In Synapse's order; its own keys win over `extra_well_known_client_content`. */
function served(synapse: SynapseConfig, mas: MasConfig): Json {
  const own = {
    ...(synapse.publicBaseurl === undefined ? {} : { 'm.homeserver': { base_url: synapse.publicBaseurl } }),
    ...(synapse.defaultIdentityServer ? { 'm.identity_server': { base_url: synapse.defaultIdentityServer } } : {}),
    'org.matrix.msc2965.authentication': { issuer: mas.issuer, account: `${mas.publicBase}account/` },
  };
  return {
    ...own,
    ...Object.fromEntries(
      Object.entries(synapse.extraWellKnownClientContent ?? {}).filter(
        ([key, value]) => !Object.hasOwn(own, key) && isJson(value),
      ),
    ),
  };
}

/** What Synapse itself fails to serve, and all else with it. */
function notJson({ extraWellKnownClientContent, tree }: SynapseConfig): readonly Finding[] {
  const keys = Object.entries(extraWellKnownClientContent ?? {}).flatMap(([key, value]) =>
    isJson(value) ? [] : [key],
  );
  return keys.map((key) =>
    toFinding(wellKnownNotJson, {
      what: `extra_well_known_client_content.${key} is left out.`,
      where: placesOf(tree.place(['extra_well_known_client_content', key])),
    }),
  );
}

function patch(
  synapse: SynapseConfig,
  mas: MasConfig,
  file: { readonly path: string; readonly bytes: Uint8Array },
  choices: { readonly seed: string },
  findings: readonly Finding[],
): WellKnown {
  const current = parseObject(file);
  const wanted = Object.entries(served(synapse, mas)).filter(
    ([key]) => key === 'org.matrix.msc2965.authentication' || !Object.hasOwn(current.value, key),
  );
  const set = new Map(wanted.filter(([key, value]) => JSON.stringify(current.value[key]) !== JSON.stringify(value)));
  const all = [...findings, ...otherBaseUrl(synapse, current.value, file.path)];
  if (set.size === 0) return { steps: [], findings: all };
  const { text, edits } = editJsonObject(current.text, set);
  const step = {
    ...common(file.path, text),
    before: sha256(file.bytes),
    backup: backupPath(file.path, choices.seed),
    edits: edits as FileEdit[],
    diff: redactedDiff(file.path, current.text, text),
  };
  return { steps: [step], findings: all };
}

function otherBaseUrl(synapse: SynapseConfig, current: Json, path: string): readonly Finding[] {
  const homeserver = current['m.homeserver'];
  const there =
    typeof homeserver === 'object' && homeserver !== null && 'base_url' in homeserver ? homeserver.base_url : undefined;
  const here = synapse.publicBaseurl;
  if (here === undefined || typeof there !== 'string' || there.replace(/\/$/, '') === here.replace(/\/$/, ''))
    return [];
  return [
    toFinding(wellKnownOtherBaseUrl, {
      what: `m.homeserver.base_url is ${there}, public_baseurl is ${here}.`,
      where: [{ file: path, key: 'm.homeserver.base_url' }],
    }),
  ];
}

function parseObject(file: { readonly path: string; readonly bytes: Uint8Array }): {
  readonly text: string;
  readonly value: Json;
} {
  const remedy = 'Correct the file, or name one that does not exist yet.';
  let text = '';
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(file.bytes);
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { text, value: value as Json };
  } catch (error) {
    const place = { file: file.path, line: lineOfError(error, text) };
    throw planError('CONFIG_WRONG_TYPE', `${file.path}: not JSON in UTF-8`, { place, remedy }, error);
  }
  const place = { file: file.path, line: 1 };
  throw planError('CONFIG_WRONG_TYPE', `${file.path}: no JSON object`, { place, remedy });
}

/** V8 says where it stopped, but not where a text ends too early. */
function lineOfError(error: unknown, text: string): number {
  const position = /at position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
  return text.slice(0, position === undefined ? undefined : Number(position)).split('\n').length;
}

function common(
  path: string,
  after: string,
): Pick<FileStep, 'id' | 'phase' | 'kind' | 'title' | 'reason' | 'path' | 'after'> {
  return {
    id: 'file/well-known-client',
    phase: 'cutover',
    kind: 'file',
    title: `Announce MAS in ${path}`,
    reason:
      'Clients find MAS by org.matrix.msc2965.authentication. The file must be served with Content-Type: application/json and Access-Control-Allow-Origin: *.',
    path,
    after: sha256(after),
  };
}
