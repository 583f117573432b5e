import type { Accounting, Finding, Logins } from '../plan/types.gen.ts';
import { printable } from '../support/printable.ts';
import { formatCount } from './format-count.ts';
import { formatFindings } from './format-finding.ts';
import { findingsToSarif } from './sarif.ts';
import { toJson } from './to-json.ts';
import { wrap } from './wrap.ts';

/** What `check` found. */
export interface FindingsReport {
  readonly serverName: string;
  readonly findings: readonly Finding[];
  readonly logins?: Logins;
  readonly accounting?: readonly Accounting[];
}

/** The findings for people (text) or programs (json, sarif). The text ends in a verdict. */
export function renderFindings(format: 'text' | 'json' | 'sarif', report: FindingsReport): string {
  if (format === 'json') return toJson(report);
  if (format === 'sarif') return toJson(findingsToSarif(report.findings));
  const { serverName, findings, logins, accounting } = report;
  return [
    `Findings for ${printable(serverName)}`,
    '',
    formatFindings(findings),
    '',
    ...(logins ? [...wrap(formatLogins(logins), 100), ''] : []),
    ...(accounting ? [formatAccounting(accounting), ''] : []),
    verdict(findings),
    '',
  ].join('\n');
}

/** How the active users log in after the migration, one line. */
export function formatLogins({ password, provider, both, none }: Logins): string {
  return `Active users log in by password (${formatCount(password)}), by a provider (${formatCount(provider)}), by both (${formatCount(both)}), by nothing (${formatCount(none)}).`;
}

/** One line an entity: rows = migrated + skipped, with reasons. */
export function formatAccounting(accounting: readonly Accounting[]): string {
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

function verdict(findings: readonly Finding[]): string {
  const open = findings.filter((finding) => !finding.acceptance);
  const [errors, warnings] = (['error', 'warning'] as const).map(
    (severity) => open.filter((finding) => finding.severity === severity).length,
  );
  if (errors)
    return `${amount(errors, 'error')} and ${amount(warnings ?? 0, 'warning')}: the migration cannot succeed like this.`;
  if (warnings) return `No errors, ${amount(warnings, 'warning')}: read them, then decide.`;
  return 'No errors, no warnings.';
}

function amount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
