import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { sourceExcerpt } from '../../src/config/source-excerpt.ts';

suite('excerpts', () => {
  test('show the line and a caret', () => {
    assert.equal(sourceExcerpt('\uFEFFa: 1\r\nserver_name: [x\r\n', 2, 14), '2 | server_name: [x\n  |              ^');
  });

  const masked: readonly (readonly [text: string, line: number, shown: string])[] = [
    ['macaroon_secret_key: "abc', 1, 'macaroon_secret_key: ****'],
    ['- client_secret : abc', 1, '- client_secret : ****'],
    ['args: {user: u, password: hunter2, host: h}', 1, 'args: {user: u, password: ****'],
    ['password "hunter2"', 1, 'password ****'],
    ['uri: postgresql://u:hunter2@h/d', 1, 'uri: postgresql://****@h/d'],
    ['database: {uri: "hunter2', 1, 'database: {uri: ****'],
    ['matrix: "hunter2"', 1, 'matrix: ****'],
    ['matrix: {kind: synapse}', 1, 'matrix: {kind: synapse}'],
    ['pepper: |\n  hunter2\n  more', 3, '  ****'],
    ['key: |\n  -----BEGIN\n  aGFo', 3, '  ****'],
    ['pepper: |\n  ab: hunter2', 2, '  ****'],
    ['a:\n  pepper: x\n  b: y', 3, '  b: y'],
    ['x: abcdefghijklmnopqrstuvwxyz', 1, 'x: ****'],
  ];
  for (const [text, line, shown] of masked) {
    test(`mask ${JSON.stringify(text)}`, () =>
      assert.equal(sourceExcerpt(text, line, 1).split('\n')[0], `${line} | ${shown}`));
  }

  test('are cut to a width that fits, around the column', () => {
    const [line, caret] = sourceExcerpt(`a: ${'x '.repeat(300)}`, 1, 400).split('\n');
    assert.ok((line ?? '').length < 110);
    assert.ok((caret ?? '').length < 110);
  });
});

test('a line separator, which is a character of the line here, does not end what is masked', () => {
  for (const end of ['\u2028', '\u2029']) {
    assert.doesNotMatch(sourceExcerpt(`a: b${end}pepper: S3CRET${end}c: d`, 1, 5), /S3CRET/);
    assert.doesNotMatch(sourceExcerpt(`pepper: |\n  S3CRET${end}S3CRET`, 2, 3), /S3CRET/);
  }
});
