import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SshError } from '../../../src/approve/ssh/ssh-error.ts';
import { readWire, type WireReader } from '../../../src/approve/ssh/wire-reader.ts';
import { wireStrings } from '../../../src/approve/ssh/wire-string.ts';

function read<T>(hex: string, take: (reader: WireReader) => T): T | string {
  try {
    return take(readWire(Buffer.from(hex, 'hex')));
  } catch (error) {
    assert.ok(error instanceof SshError && error.reason === 'malformed', String(error));
    return 'malformed';
  }
}

test('a number is positive and written in the shortest way, or none', () => {
  for (const [hex, value] of [
    ['0000000101', '01'],
    ['000000017f', '7f'],
    ['000000020080', '80'],
    ['000000030100ff', '0100ff'],
    // Zero, negative, a zero too many, too short.
    ['00000000', undefined],
    ['0000000100', undefined],
    ['0000000180', undefined],
    ['00000002007f', undefined],
    ['00000003000080', undefined],
    ['0000000201', undefined],
    ['000000', undefined],
  ] as const) {
    const number = read(hex, (reader) => reader.magnitude().toString('hex'));
    assert.equal(number, value ?? 'malformed', hex);
  }
});

test('nothing is read beyond the end, and nothing may be left', () => {
  const bytes = wireStrings('one', Buffer.from([1, 2])).toString('hex');
  const whole = read(bytes, (reader) => {
    const values = [reader.text(), reader.string().toString('hex'), reader.isAtEnd()];
    reader.end();
    return values;
  });
  assert.deepEqual(whole, ['one', '0102', true]);
  assert.equal(
    read(bytes, (reader) => {
      reader.text();
      reader.end();
    }),
    'malformed',
  );
  assert.equal(
    read('ffffffff61', (reader) => reader.string()),
    'malformed',
  );
  assert.equal(
    read('0000000241ff', (reader) => reader.text()),
    'malformed',
  );
});
