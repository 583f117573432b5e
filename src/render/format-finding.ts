import type { Finding } from '../plan/types.gen.ts';
import { formatPlace } from '../support/errors.ts';
import { printable } from '../support/printable.ts';
import { describeAcceptance } from './describe-acceptance.ts';
import { formatCount } from './format-count.ts';
import { wrap } from './wrap.ts';

/** A finding for a terminal: what, where, how many and who, why it matters, what to do. */
function formatFinding(finding: Finding): string {
  const { id, what, where, count, samples, why, remedy, acceptance } = finding;
  const label = (name: string, text: string): string => hang(name.padEnd(10), text);
  return [
    `  ${id}${count === undefined ? '' : ` (${formatCount(count)})`}`,
    hang('', what),
    ...where.map((place) => label('where', formatPlace(place))),
    ...(samples && samples.length > 0 ? [label('who', samples.join(', '))] : []),
    label('why', why),
    label('remedy', remedy),
    ...(acceptance ? [label(describeAcceptance(acceptance).word, describeAcceptance(acceptance).text)] : []),
  ].join('\n');
}

/** A paragraph of at most 100 columns, every line indented like the text of the first. */
function hang(first: string, text: string): string {
  const [line, ...more] = wrap(printable(text), 96 - first.length);
  const indent = ' '.repeat(4 + first.length);
  return [`    ${first}${line}`, ...more.map((other) => indent + other)].join('\n');
}

/** Findings under headings: errors, warnings, what could not be evaluated, information; a sentence where there is none. */
export function formatFindings(findings: readonly Finding[]): string {
  const groups = (['error', 'warning', 'unevaluated', 'info'] as const).map((group) => {
    const some = findings.filter(({ severity, outcome }) => (outcome ?? severity) === group);
    return some.length === 0
      ? []
      : [`${headings[group]} (${some.length})`, ...some.flatMap((finding) => ['', formatFinding(finding)]), ''];
  });
  const text = groups.flat().join('\n').trimEnd();
  return text === '' ? 'Nothing found.' : text;
}

const headings = {
  error: 'Errors',
  warning: 'Warnings',
  unevaluated: 'Could not be evaluated',
  info: 'For information',
} as const;
