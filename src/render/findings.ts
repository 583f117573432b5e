import { countGroups, findingGroups, groupName, groupOf } from '../plan/finding-group.ts';
import { outputVersions } from '../plan/output-versions.ts';
import type { Accounting, Appservices, Decision, Finding, Lifecycle, Logins } from '../plan/types.gen.ts';
import { printable } from '../support/printable.ts';
import { formatAmount } from './format-amount.ts';
import { formatBridges } from './format-bridges.ts';
import { formatCount } from './format-count.ts';
import { formatDecisions } from './format-decisions.ts';
import { formatFindings } from './format-finding.ts';
import type { FindingsFormat } from './formats.ts';
import { findingsToJunit } from './junit.ts';
import { findingsToSarif } from './sarif.ts';
import { renderTextTable } from './text-table.ts';
import { toJson } from './to-json.ts';
import { lifecycleTable } from './view/lifecycle-section.ts';
import { wrap } from './wrap.ts';

/** What `check` found. */
export interface FindingsReport {
  readonly serverName: string;
  readonly findings: readonly Finding[];
  readonly decisions?: readonly Decision[];
  readonly logins?: Logins;
  readonly lifecycle?: readonly Lifecycle[];
  readonly appservices?: Appservices;
  readonly accounting?: readonly Accounting[];
}

/** The findings for people (text) or programs (json, sarif, junit). The text begins with an overview and ends in a verdict. */
export function renderFindings(format: FindingsFormat, report: FindingsReport): string {
  if (format === 'json') return toJson({ formatVersion: outputVersions.findings, ...report });
  if (format === 'sarif') return toJson(findingsToSarif(report.findings));
  const { serverName, findings, decisions, logins, lifecycle, appservices, accounting } = report;
  if (format === 'junit') return findingsToJunit(serverName, findings);
  return [
    `Findings for ${printable(serverName)}`,
    '',
    ...overview(findings),
    formatFindings(findings),
    '',
    ...(decisions && decisions.length > 0 ? [formatDecisions(decisions), ''] : []),
    ...(logins ? [...wrap(formatLogins(logins), 100), ''] : []),
    ...(lifecycle ? [...renderTextTable(lifecycleTable(lifecycle), 100), ''] : []),
    ...(appservices ? formatBridges(appservices) : []),
    ...(accounting ? [formatAccounting(accounting), ''] : []),
    verdict(findings),
    '',
  ].join('\n');
}

/** How the active users log in after the migration, one line. */
function formatLogins({ password, provider, both, none }: Logins): string {
  return `Active users log in by password (${formatCount(password)}), by a provider (${formatCount(provider)}), by both (${formatCount(both)}), by nothing (${formatCount(none)}).`;
}

/** One line an entity: rows = migrated + skipped, with reasons. */
function formatAccounting(accounting: readonly Accounting[]): string {
  const width = Math.max(0, ...accounting.map(({ entity }) => entity.length));
  const lines = accounting.map(({ entity, rows, migrated, skipped }) => {
    const parts = [
      ...migrated.map((part) => `${formatCount(part.rows)} to ${part.table}`),
      ...skipped.filter((part) => part.rows > 0).map((part) => `${formatCount(part.rows)} skipped: ${part.reason}`),
    ];
    const first = `  ${entity.padEnd(width)}  ${formatCount(rows).padStart(11)} = `;
    const lines = wrap(parts.join(' + ') || '0', 100 - first.length);
    return lines.map((line, index) => (index === 0 ? first : ' '.repeat(first.length)) + line).join('\n');
  });
  return ['Rows of Synapse', ...lines].join('\n');
}

/** Each id once, with how often it was found: what fits on one screen. */
function overview(findings: readonly Finding[]): readonly string[] {
  if (findings.length === 0) return [];
  const lines = findingGroups.flatMap((group) => {
    const ids = findings.filter((finding) => groupOf(finding) === group).map(({ id }) => id);
    const times = (id: string): number => ids.filter((other) => other === id).length;
    const names = [...new Set(ids)].map((id) => (times(id) === 1 ? id : `${id} (${times(id)} times)`));
    return names.length === 0 ? [] : wrap(`${groupName(group).padEnd(13)} ${names.join(', ')}`, 98).map(indented);
  });
  return [...lines, ''];
}

function indented(line: string, index: number): string {
  return `  ${index === 0 ? '' : ' '.repeat(14)}${line}`;
}

function verdict(findings: readonly Finding[]): string {
  const { error, warning, unevaluated } = countGroups(findings);
  const unknown = unevaluated > 0 ? `, ${unevaluated} not evaluated` : '';
  if (error > 0)
    return `${formatAmount(error, 'error')} and ${formatAmount(warning, 'warning')}${unknown}: the migration cannot succeed like this.`;
  if (warning > 0) return `No errors, ${formatAmount(warning, 'warning')}${unknown}: read them, then decide.`;
  return unevaluated > 0
    ? `No errors, no warnings, but ${unevaluated} not evaluated: nobody knows about them yet.`
    : 'No errors, no warnings.';
}
