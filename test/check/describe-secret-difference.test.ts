import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeSecretDifference } from '../../src/check/describe-secret-difference.ts';
import { Secret } from '../../src/support/secret.ts';

const secret = 'example-only-shared-secret';
const base64 = Buffer.from(secret).toString('base64');

test('how two secrets differ is told, and nothing of them', () => {
  const cases: readonly (readonly [a: string, b: string, how: RegExp])[] = [
    [secret, `${secret}\n`, /white space/],
    [` ${secret}`, secret, /white space/],
    [`"${secret}"`, secret, /quotation marks/],
    [base64, secret, /Base64 of the other/],
    [secret, `${base64}\n`, /Base64 of the other/],
    ['ab-_cd==', 'ab+/cd', /two spellings/],
    [secret, 'another', /^$/],
    ['', secret, /^$/],
  ];
  for (const [a, b, how] of cases) {
    const text = describeSecretDifference(new Secret('a', a), new Secret('b', b));
    assert.match(text, how);
    assert.ok(!text.includes(secret) && !text.includes(base64));
  }
});
