import { printable } from '../support/printable.ts';

/**
 * Whether a text is nothing but whole statements of the kinds that a plan holds, so that it cannot end the transaction around it,
 * open a quote or a comment that swallows what follows, nor speak to psql itself (a backslash). This is for what a person may feed
 * to psql; apply asks PostgreSQL's own grammar.
 */
export function isPlainSql(sql: string): boolean {
  if (printable(sql, { lines: true }) !== sql) return false;
  const bare = sql.replaceAll(quoted, (part) => (part.startsWith('--') ? ' ' : 'x'));
  // A colon before a name is a variable of psql, whatever stands in it.
  if (bare.replaceAll('::', '').includes(':')) return false;
  if (/['"\\$]|\/\*/.test(bare)) return false;
  return bare
    .split(';')
    .map((statement) => statement.trim())
    .every((statement) => statement === '' || statementOfAPlan.test(statement));
}

/** By how they begin; of settings, the two that bound a wait for locks, with a number or a literal and no more. */
const statementOfAPlan =
  /^(?:(?:select|with|lock|alter|drop|create|truncate|analyze)\b|set local (?:lock|statement)_timeout = (?:\d+|x)$)/i;

/** Comments to the end of the line, identifiers and literals, in the forms that the compiler writes. */
const quoted = /--[^\n]*|"(?:[^"\\]|"")*"|\bE'(?:[^'\\]|''|\\\\)*'|'(?:[^'\\]|'')*'/g;
