import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding } from '../../src/plan/types.gen.ts';
import { renderFindings } from '../../src/render/findings.ts';
import { examplePlan } from '../support/plan-builder.ts';

const { findings, logins, accounting } = examplePlan();
const report = { serverName: 'example.org', findings, logins, accounting };

test('the text names each finding with its place, count, people and remedy, errors first, and ends in a verdict', () => {
  const text = renderFindings('text', report);
  for (const { id, what, why, remedy } of findings)
    for (const part of [id, what, why, remedy]) assert.ok(text.includes(part), part);
  assert.match(text, /where {5}\/etc\/matrix-synapse\/homeserver\.yaml:47:1 enable_registration/);
  assert.match(text, /where {5}synapse table devices/);
  assert.match(text, /data\/orphan-rows \(2\)/);
  assert.ok(text.lastIndexOf('data/orphan-rows') < text.lastIndexOf('synapse/enable-registration'));
  assert.match(text, /users {4}1,234,579 = 1,234,567 to users \+ 12 skipped: appservice-owned/);
  assert.match(text, /by nothing \(4\)/);
  // The only error is accepted.
  assert.equal(text.trimEnd().split('\n').at(-1), 'No errors, 1 warning, 1 not evaluated: read them, then decide.');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may be there
  assert.doesNotMatch(text, /[\u001b\u202e]/);
});

test('the verdict follows what is open', () => {
  const verdict = (severities: readonly ('error' | 'warning' | 'info')[]) => {
    const some = severities.map((severity) => ({ id: 'a/b', severity, what: '', where: [], why: '', remedy: '' }));
    return renderFindings('text', { serverName: 'a', findings: some }).trimEnd().split('\n').at(-1);
  };
  assert.equal(verdict([]), 'No errors, no warnings.');
  assert.equal(verdict(['info']), 'No errors, no warnings.');
  assert.equal(verdict(['warning', 'info']), 'No errors, 1 warning: read them, then decide.');
  assert.equal(
    verdict(['error', 'error', 'warning']),
    '2 errors and 1 warning: the migration cannot succeed like this.',
  );
});

test('what could not be evaluated is neither a warning nor a pass, in every format', () => {
  const rule = { id: 'a/b', why: '', remedy: '', where: [] };
  const open: Finding = { ...rule, severity: 'info', outcome: 'unevaluated', what: 'No right.' };
  const report = (...findings: readonly Finding[]) => ({ serverName: 'a', findings });
  const text = renderFindings('text', report(open));
  assert.match(text, /^ {2}not evaluated a\/b$/m);
  assert.match(text, /^Could not be evaluated \(1\)$/m);
  assert.match(text, /No errors, no warnings, but 1 not evaluated: nobody knows about them yet\.\n$/);
  const accepted = { ...open, acceptance: { by: 'ada', reason: 'Known.', upTo: 1 } };
  assert.match(renderFindings('text', report(accepted)), /^ {2}accepted {6}a\/b$[\s\S]*No errors, no warnings\.\n$/m);
  const junit = renderFindings('junit', report(open, accepted));
  assert.match(junit, /tests="2" failures="0" skipped="1"/);
  assert.match(junit, /<skipped message="No right\."\/>/);
  const [result, other] = JSON.parse(renderFindings('sarif', report(open, { ...open, severity: 'warning' }))).runs[0]
    .results;
  assert.deepEqual([result.kind, result.level], ['open', 'none']);
  assert.deepEqual([other.kind, other.level], ['open', 'none']);
});

test('no line is longer than a terminal, but for words that cannot be broken', () => {
  const long = {
    ...findings[0],
    what: 'word '.repeat(60).trim(),
    why: 'why '.repeat(60).trim(),
  } as (typeof findings)[0];
  const text = renderFindings('text', { ...report, findings: [long] });
  assert.deepEqual(
    text.split('\n').filter((line) => line.length > 100 && /word|why|Active/.test(line)),
    [],
  );
});

test('json and sarif are for programs', () => {
  assert.deepEqual(JSON.parse(renderFindings('json', report)), {
    formatVersion: '1.0',
    ...JSON.parse(JSON.stringify(report)),
  });
  assert.equal(JSON.parse(renderFindings('sarif', report)).runs[0].results.length, findings.length);
});
