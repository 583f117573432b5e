import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { readMasEnvironment } from '../../src/config/mas-environment.ts';
import { nodeToJson } from './node-to-json.ts';

/** What figment 0.10.19 made of `MAS_A=…`. */
const values: readonly (readonly [text: string, value: unknown])[] = [
  ['true', true],
  [' false ', false],
  ['TRUE', 'TRUE'],
  ['12', 12],
  ['-3', -3],
  ['+4', 4],
  ['1.5', 1.5],
  ['.5', 0.5],
  ['1e3', '1e3'],
  ['0077', 77],
  ['1_000', '1_000'],
  ['99999999999999999999', '99999999999999999999'],
  ['9007199254740993', { $integer: '9007199254740993' }],
  ['"a\\"b"', 'a"b'],
  ['"a\\q"', '"a\\q"'],
  ["'c'", 'c'],
  ["'cc'", "'cc'"],
  ['[1, "a", b]', [1, 'a', 'b']],
  ['[1,]', [1]],
  ['[1', '[1'],
  ['{a=1, b = [true], "c d"=x}', { a: 1, b: [true], 'c d': 'x' }],
  ['{a}', '{a}'],
  [' a, b ', 'a, b'],
  ['a]', 'a]'],
  ['~', '~'],
  ['', ''],
  ['postgres://u:p@h/d?x=[1]', 'postgres://u:p@h/d?x=[1]'],
];

suite('MAS_ variables', () => {
  for (const [text, value] of values) {
    test(`the value ${text || '(empty)'}`, () =>
      assert.deepEqual(nodeToJson(readMasEnvironment({ MAS_A: text })), { a: value }));
  }

  test('each underscore begins a level, case does not matter, empty levels are dropped', () => {
    const env = {
      MAS_DATABASE_URI: 'x',
      mas_http_issuer: 'y',
      MAS_X__Y: '1',
      MAS_: '2',
      OTHER: '3',
      MAS_CONFIG: 'f',
      MAS_DATABASE_HOST: 'z',
    };
    assert.deepEqual(nodeToJson(readMasEnvironment(env)), { database: { uri: 'x', host: 'z' }, http: { issuer: 'y' } });
  });
});
