import type { Finding, Place } from '../plan/types.gen.ts';
import { sha256 } from '../support/digest.ts';

/**
 * Findings as SARIF 2.1.0, for code scanning: files with line and column, tables as logical locations. The fingerprint of a
 * result stays the same while its rule and its place do.
 */
export function findingsToSarif(findings: readonly Finding[]): object {
  const ids = [...new Set(findings.map(({ id }) => id))].sort();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'syn2mas-plan', rules: ids.map((id) => toRule(id, findings)) } },
        results: findings.map((finding) => toResult(finding, ids.indexOf(finding.id))),
      },
    ],
  };
}

function toRule(id: string, findings: readonly Finding[]): object {
  const finding = findings.find((candidate) => candidate.id === id);
  return {
    id,
    shortDescription: { text: finding?.why ?? id },
    help: { text: finding?.remedy ?? '' },
    defaultConfiguration: { level: levels[finding?.severity ?? 'info'] },
  };
}

function toResult(finding: Finding, ruleIndex: number): object {
  const places = finding.where.map((place) => JSON.stringify([place.file, place.key, place.database, place.table]));
  const fingerprint = sha256(JSON.stringify([finding.id, ...places]));
  const samples = finding.samples && finding.samples.length > 0 ? ` For example: ${finding.samples.join(', ')}.` : '';
  return {
    ruleId: finding.id,
    ruleIndex,
    level: levels[finding.severity],
    message: { text: `${finding.what}${samples} ${finding.remedy}` },
    locations: finding.where.map(toLocation),
    partialFingerprints: { 'syn2mas-plan/v1': fingerprint },
    ...(finding.acceptance ? { suppressions: [{ kind: 'external', justification: finding.acceptance.reason }] } : {}),
    ...(finding.count === undefined ? {} : { properties: { count: finding.count } }),
  };
}

function toLocation({ file, line, column, key, database, table }: Place): object {
  const region =
    line === undefined ? {} : { region: { startLine: line, ...(column === undefined ? {} : { startColumn: column }) } };
  const physical =
    file === undefined
      ? {}
      : {
          physicalLocation: {
            artifactLocation: { uri: `file://${file.split('/').map(encodeURIComponent).join('/')}` },
            ...region,
          },
        };
  const name = key ?? (table === undefined ? undefined : `${database ?? 'database'}.${table}`);
  const logical =
    name === undefined
      ? {}
      : { logicalLocations: [{ fullyQualifiedName: name, kind: key === undefined ? 'table' : 'property' }] };
  return { ...physical, ...logical };
}

const levels = { error: 'error', warning: 'warning', info: 'note' } as const;
