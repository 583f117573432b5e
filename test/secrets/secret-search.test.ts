import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plant, plantHex, plantWord } from './secret-forms.ts';
import { searchSecrets } from './secret-search.ts';

const secret = plant('a');

for (const [what, text] of [
  ['plain', secret],
  ['upper case', secret.toUpperCase()],
  ['JSON', JSON.stringify({ secret })],
  ['JSON in JSON', JSON.stringify(JSON.stringify(secret))],
  ['a URL', `postgres://u:${encodeURIComponent(secret)}@h/d`],
  ['every byte percent-encoded', Buffer.from(secret).toString('hex').replaceAll(/../g, '%$&')],
  ['hexadecimal', `\\x${Buffer.from(`x${secret}`).toString('hex')}`],
  ['base64', Buffer.from(secret).toString('base64')],
  ['base64 after one byte', Buffer.from(`x${secret}yz`).toString('base64')],
  ['base64url after two bytes', Buffer.from(`xy${secret}z`).toString('base64url')],
  ['backwards', [...secret].reverse().join('')],
  ['its first half', secret.slice(0, 14)],
  ['its second half', secret.slice(-14)],
  ['in an HTML page', `<td>${secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')}</td>`],
] as const) {
  test(`a secret is found: ${what}`, () => {
    const search = searchSecrets(new Map([['a', secret]]));
    search.add('there', `line\nbefore ${text} after\nline`);
    assert.deepEqual(search.leaks(), ['a in there']);
  });
}

test('words and hexadecimal digits are found by their halves, and nothing is found where nothing is', () => {
  const search = searchSecrets(
    new Map([
      ['word', plantWord('w')],
      ['hex', plantHex('h')],
    ]),
  );
  search.add('nowhere', `${plant('a')} ${plantWord('b')} ${plantHex('c')}`);
  assert.deepEqual(search.leaks(), []);
  search.add('there', `${plantWord('w').slice(0, 14)} ${plantHex('h').slice(32)}`);
  assert.deepEqual(search.leaks(), ['hex in there', 'word in there']);
});
