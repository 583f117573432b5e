import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { readSynapseTree } from '../../src/config/synapse-tree.ts';
import { Secret } from '../../src/support/secret.ts';
import { sourceFile } from './source-file.ts';

function treeOf(yaml: string) {
  return readSynapseTree([sourceFile('/h.yaml', yaml)], []).tree;
}

suite('the tree', () => {
  test('gives values, null and nothing by path', () => {
    const tree = treeOf('a: {b: [1, {c: x}]}\nn:\n');
    assert.equal(tree.value(['a', 'b', 1, 'c']), 'x');
    assert.deepEqual(tree.value(['a']), { b: [1, { c: 'x' }] });
    assert.deepEqual(
      [tree.value(['n']), tree.value(['m']), tree.value(['a', 'b', 7]), tree.value(['n', 'x'])],
      [null, undefined, undefined, undefined],
    );
    assert.deepEqual(tree.keys(), ['a', 'n']);
  });

  test('gives the place of a key, or of an item of a list', () => {
    const tree = treeOf('a:\n  b:\n    - 1\n    - {c: x}\n');
    assert.deepEqual(tree.place(['a', 'b']), { file: '/h.yaml', line: 2, column: 3, key: 'a.b' });
    assert.deepEqual(tree.place(['a', 'b', 1]), { file: '/h.yaml', line: 4, column: 7, key: 'a.b[1]' });
    assert.deepEqual(tree.place(['a', 'b', 1, 'c']), { file: '/h.yaml', line: 4, column: 8, key: 'a.b[1].c' });
    assert.equal(tree.place(['a', 'x']), undefined);
  });

  test('hides secrets by name, URIs with passwords, and every alias of them', () => {
    const tree = treeOf(
      'macaroon_secret_key: m\nredis: {password: &p 12}\nother: *p\nproxy: http://u:pw@h/\nplain: http://h/\nregistration_requires_token: true\nsigning_key_path: /k\nlist: [*p]\n',
    );
    const secret = (path: readonly (string | number)[]) => tree.value(path) instanceof Secret;
    assert.deepEqual([['macaroon_secret_key'], ['redis', 'password'], ['other'], ['proxy'], ['list', 0]].map(secret), [
      true,
      true,
      true,
      true,
      true,
    ]);
    assert.deepEqual(
      [['plain'], ['registration_requires_token'], ['signing_key_path']].map((path) => tree.value(path)),
      ['http://h/', true, '/k'],
    );
    assert.equal(JSON.stringify(tree.value([])).includes('pw'), false);
  });

  test('a list that holds itself does no harm', () => {
    const value = treeOf('a: &x [*x, 1]\n').value(['a']) as readonly unknown[];
    assert.equal(value[0], value);
  });

  test('aliases of aliases do not blow up', () => {
    const lines = Array.from({ length: 60 }, (_, index) => `k${index + 1}: &a${index + 1} [*a${index}, *a${index}]`);
    const tree = treeOf(`k0: &a0 [x]\n${lines.join('\n')}\n`);
    assert.equal((tree.value(['k60']) as readonly unknown[]).length, 2);
  });

  test('a key may be called __proto__', () => {
    const value = treeOf('a: {__proto__: {x: 1}}\n').value(['a']) as object;
    assert.deepEqual(Object.keys(value), ['__proto__']);
    assert.equal('x' in value, false);
  });
});
