import type { Finding, Place } from '../plan/types.gen.ts';
import { sha256 } from '../support/digest.ts';
import { printable } from '../support/printable.ts';

/**
 * Findings as SARIF 2.1.0, for code scanning: files with line and column, tables as logical locations, acceptances as
 * suppressions. The fingerprint of a result stays the same while its rule and its places do.
 */
export function findingsToSarif(findings: readonly Finding[]): object {
  const ids = [...new Set(findings.map(({ id }) => id))].sort();
  const places = findings.map(placesOf);
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'syn2mas-plan', rules: ids.map((id) => toRule(id, findings)) } },
        results: findings.map((finding, index) => {
          // Two findings of one rule at one place must not be taken for one.
          const before = places.slice(0, index).filter((other) => other === places[index]).length;
          const fingerprint = sha256(before === 0 ? (places[index] ?? '') : `${places[index]} ${before}`);
          return toResult(finding, ids.indexOf(finding.id), fingerprint);
        }),
      },
    ],
  };
}

function placesOf({ id, where }: Finding): string {
  return JSON.stringify([
    id,
    ...where.map((place) => JSON.stringify([place.file, place.key, place.database, place.table])),
  ]);
}

function toRule(id: string, findings: readonly Finding[]): object {
  const finding = findings.find((candidate) => candidate.id === id);
  return {
    id,
    shortDescription: { text: plainText(finding?.why ?? id) },
    help: { text: plainText(finding?.remedy ?? '') },
    defaultConfiguration: { level: levels[finding?.severity ?? 'info'] },
  };
}

function toResult(finding: Finding, ruleIndex: number, fingerprint: string): object {
  const { id, severity, outcome, what, where, count, samples, remedy, acceptance } = finding;
  const who = samples && samples.length > 0 ? ` For example: ${samples.join(', ')}.` : '';
  return {
    ruleId: id,
    ruleIndex,
    // What could not be evaluated has a kind of its own, and then no level (SARIF 2.1.0, 3.27.9 and 3.27.10).
    ...(outcome === 'unevaluated' ? { kind: 'open', level: 'none' } : { level: levels[severity] }),
    message: { text: plainText(`${what}${who} ${remedy}`) },
    locations: where.map(toLocation),
    partialFingerprints: { 'syn2mas-plan/v1': fingerprint },
    ...(acceptance ? { suppressions: [toSuppression(acceptance)] } : {}),
    ...(count === undefined ? {} : { properties: { count } }),
  };
}

function toSuppression({ by, reason, upTo, decision }: NonNullable<Finding['acceptance']>): object {
  const more = decision === undefined ? {} : { decision: printable(decision) };
  return { kind: 'external', status: 'accepted', justification: printable(reason), properties: { by, upTo, ...more } };
}

function toLocation({ file, line, column, key, database, table }: Place): object {
  const start = line === undefined ? {} : { startLine: line, ...(column === undefined ? {} : { startColumn: column }) };
  const region = line === undefined ? {} : { region: start };
  const physical =
    file === undefined ? {} : { physicalLocation: { artifactLocation: { uri: toUri(file) }, ...region } };
  const name = key ?? (table === undefined ? undefined : `${database ?? 'database'}.${table}`);
  const kind = key === undefined ? 'table' : 'property';
  const logical = name === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: name, kind }] };
  return { ...physical, ...logical };
}

/** Of a path as it would be shown: half of a surrogate pair has no form in a URI. */
function toUri(path: string): string {
  return `file://${printable(path).split('/').map(encodeURIComponent).join('/')}`;
}

/** A message in which nothing is a link or a placeholder (SARIF 2.1.0, 3.11.5 and 3.11.6), nor acts in a terminal. */
function plainText(text: string): string {
  return printable(text)
    .replaceAll(/[\\[\]]/g, '\\$&')
    .replaceAll(/[{}]/g, '$&$&');
}

const levels = { error: 'error', warning: 'warning', info: 'note' } as const;
