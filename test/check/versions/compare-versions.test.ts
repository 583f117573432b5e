import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareVersions, versionAfter, versionPattern } from '../../../src/check/versions/compare-versions.ts';

test('versions are compared number by number, a candidate comes before its release', () => {
  const ordered = [
    '0.9',
    '0.15',
    '1.9.1',
    '1.10',
    '1.142.0rc1',
    '1.142.0rc4',
    '1.142',
    '1.142.1',
    '1.143.0-rc.2',
    '2.0',
  ];
  const shuffled = [...ordered].reverse().sort(compareVersions);
  assert.deepEqual(shuffled, ordered);
  assert.equal(compareVersions('v1.142.0', '1.142'), 0);
});

test('what comes after a version: the next line, the next release, the next candidate', () => {
  assert.equal(versionAfter('1.142'), '1.143');
  assert.equal(versionAfter('1.142.0'), '1.142.1');
  assert.equal(versionAfter('1.142.0rc4'), '1.142.0rc5');
});

test('what is no version is none', () => {
  for (const text of ['', '1', 'latest', '1.2.3.4', '1.x', ' 1.2', '1.2.3+a', '-1.2', '1.99999999'])
    assert.doesNotMatch(text, versionPattern, text);
  assert.throws(() => compareVersions('latest', '1.2'));
});
