import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding } from '../../src/plan/types.gen.ts';
import { renderFindings } from '../../src/render/findings.ts';

const finding: Finding = {
  id: 'a/b',
  severity: 'error',
  what: 'It is <so> & "so".',
  where: [{ file: '/a.yaml', line: 3 }],
  why: 'So.',
  remedy: 'Mend it.',
};
const junit = (...findings: readonly Finding[]) => renderFindings('junit', { serverName: 'example.org', findings });

test('errors and warnings fail, what is accepted or for information passes', () => {
  const acceptance = { by: 'ada', reason: 'Known.', upTo: 1 };
  const xml = junit(
    finding,
    { ...finding, severity: 'warning' },
    { ...finding, severity: 'info' },
    { ...finding, acceptance },
  );
  assert.match(xml, /<testsuite name="syn2mas-plan check example\.org" tests="4" failures="2" skipped="0">/);
  assert.equal(
    xml.match(/<failure type="(error|warning)" message="It is &lt;so&gt; &amp; &quot;so&quot;\.">/g)?.length,
    2,
  );
  assert.equal(xml.match(/<system-out>/g)?.length, 2);
  assert.match(xml, /accepted: by ada, up to 1: Known\./);
  assert.match(xml, / file="\/a\.yaml">/);
});

test('what nobody may write into XML is written out', () => {
  assert.match(junit({ ...finding, what: 'a\u0007b\u202e' }), /message="a\\u\{7\}b\\u\{202e\}"/);
});

test('nothing found is a test that passes', () => {
  assert.match(
    junit(),
    /tests="1" failures="0" skipped="0">\n {4}<testcase classname="syn2mas-plan" name="nothing found"\/>/,
  );
});
