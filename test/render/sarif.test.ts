import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import Ajv04 from 'ajv-draft-04';
import type { Finding } from '../../src/plan/types.gen.ts';
import { renderFindings } from '../../src/render/findings.ts';

const finding: Finding = { id: 'a/b', severity: 'error', what: 'It is.', where: [], why: 'So.', remedy: 'Mend it.' };

interface Result {
  readonly message: { readonly text: string };
  readonly locations: readonly object[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly suppressions?: readonly object[];
}

/** The published schema of SARIF 2.1.0; npm carries it in a package for another test runner. */
const isSarif = new Ajv04.default({
  strict: false,
  allErrors: true,
  validateFormats: false,
  unicodeRegExp: false,
}).compile(
  JSON.parse(
    readFileSync(
      createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'),
      'utf8',
    ),
  ),
);

function sarif(...findings: readonly Partial<Finding>[]) {
  const all = findings.map((given) => ({ ...finding, ...given }));
  const log = JSON.parse(renderFindings('sarif', { serverName: 'example.org', findings: all }));
  isSarif(log);
  assert.deepEqual(isSarif.errors ?? [], []);
  return log;
}

function results(...findings: readonly Partial<Finding>[]): readonly Result[] {
  return sarif(...findings).runs[0].results;
}

test('the schema of SARIF takes findings of every kind, and would not take just anything', () => {
  const where = [
    { file: '/a b.yaml', line: 1, column: 2, key: 'x.y' },
    { database: 'mas' as const, table: 'users' },
  ];
  const acceptance = { by: 'ada', reason: 'Known', upTo: 3, scope: 'x', expires: '2026-12-31' };
  sarif();
  sarif(
    { where, count: 3, samples: ['@a:example.org'] },
    { severity: 'warning', where, acceptance },
    { severity: 'info' },
    { severity: 'warning', outcome: 'unevaluated' },
    { severity: 'error', acceptance: { ...acceptance, decision: 'exclude-guests' } },
  );
  const log = sarif({ where });
  log.runs[0].results[0].level = 'fatal';
  log.runs[0].results[0].locations[0].physicalLocation.region.startLine = 0;
  isSarif(log);
  assert.deepEqual(isSarif.errors?.map(({ keyword }) => keyword).sort(), ['enum', 'minimum']);
});

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
