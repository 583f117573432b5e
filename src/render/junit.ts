import { needsDecision } from '../plan/finding-group.ts';
import type { Finding } from '../plan/types.gen.ts';
import { formatPlace } from '../support/errors.ts';
import { printable } from '../support/printable.ts';
import { describeAcceptance } from './describe-acceptance.ts';

/**
 * Findings as JUnit XML, as CI systems read it: each finding is a test case; errors and warnings that nobody accepted
 * fail, what could not be evaluated is skipped, all others pass with what they say as output.
 */
export function findingsToJunit(serverName: string, findings: readonly Finding[]): string {
  const cases = findings.map(testCase);
  const count = (element: Element): number => findings.filter((finding) => elementOf(finding) === element).length;
  const none = '    <testcase classname="syn2mas-plan" name="nothing found"/>\n';
  const attributes = `name="${xmlText(`syn2mas-plan check ${serverName}`)}" tests="${Math.max(1, findings.length)}" failures="${count('failure')}" skipped="${count('skipped')}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite ${attributes}>
${cases.join('') || none}  </testsuite>
</testsuites>
`;
}

function testCase(finding: Finding): string {
  const { id, severity, what, where, why, remedy, samples, acceptance } = finding;
  const file = where.find((place) => place.file !== undefined)?.file;
  const lines = [
    what,
    ...where.map((place) => `where: ${formatPlace(place)}`),
    ...(samples && samples.length > 0 ? [`who: ${samples.join(', ')}`] : []),
    `why: ${why}`,
    `remedy: ${remedy}`,
    ...(acceptance ? [`${describeAcceptance(acceptance).word}: ${describeAcceptance(acceptance).text}`] : []),
  ];
  const text = xmlText(lines.map((line) => printable(line)).join('\n'), true);
  const message = `message="${xmlText(what)}"`;
  const element = {
    failure: `<failure type="${severity}" ${message}>${text}</failure>`,
    skipped: `<skipped ${message}/>\n      <system-out>${text}</system-out>`,
    output: `<system-out>${text}</system-out>`,
  }[elementOf(finding)];
  const [area = ''] = id.split('/');
  const at = file === undefined ? '' : ` file="${xmlText(file)}"`;
  return `    <testcase classname="${xmlText(area)}" name="${xmlText(`${id}: ${what}`)}"${at}>\n      ${element}\n    </testcase>\n`;
}

type Element = 'failure' | 'skipped' | 'output';

function elementOf(finding: Finding): Element {
  if (!needsDecision(finding)) return 'output';
  return finding.outcome === 'unevaluated' ? 'skipped' : 'failure';
}

function xmlText(text: string, isLines = false): string {
  return (isLines ? text : printable(text))
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
