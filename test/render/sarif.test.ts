import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding } from '../../src/plan/types.gen.ts';
import { renderFindings } from '../../src/render/findings.ts';

const finding: Finding = { id: 'a/b', severity: 'error', what: 'It is.', where: [], why: 'So.', remedy: 'Mend it.' };

interface Result {
  readonly message: { readonly text: string };
  readonly locations: readonly object[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly suppressions?: readonly object[];
}

function results(...findings: readonly Partial<Finding>[]): readonly Result[] {
  const all = findings.map((given) => ({ ...finding, ...given }));
  return JSON.parse(renderFindings('sarif', { serverName: 'example.org', findings: all })).runs[0].results;
}

test('a user id in a message is no link and no placeholder', () => {
  const [result] = results({ samples: ['@[see](https://x.example):a {0}\u202e'] });
  assert.equal(
    result?.message.text,
    'It is. For example: @\\[see\\](https://x.example):a {{0}}\\\\u{{202e}}. Mend it.',
  );
});

test('the fingerprint follows rule and place, and tells two findings of one place apart', () => {
  const at = { where: [{ file: '/a.yaml', line: 3, key: 'x' }] };
  const moved = { where: [{ file: '/a.yaml', line: 9, key: 'x' }] };
  const [one, two] = results(at, { ...at, what: 'Another.' });
  const [again] = results(moved);
  assert.notDeepEqual(one?.partialFingerprints, two?.partialFingerprints);
  assert.deepEqual(one?.partialFingerprints, again?.partialFingerprints);
});

test('an acceptance is a suppression that names who accepted what', () => {
  const [result] = results({ acceptance: { by: 'ada', reason: 'Known', upTo: 3 } });
  assert.deepEqual(result?.suppressions, [
    { kind: 'external', status: 'accepted', justification: 'Known', properties: { by: 'ada', upTo: 3 } },
  ]);
});

test('any path has a URI', () => {
  const [result] = results({ where: [{ file: '/a b/\ud800#?.yaml', line: 1 }] });
  assert.deepEqual(result?.locations, [
    {
      physicalLocation: {
        artifactLocation: { uri: 'file:///a%20b/%5Cu%7Bd800%7D%23%3F.yaml' },
        region: { startLine: 1 },
      },
    },
  ]);
});
