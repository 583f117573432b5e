import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { firstDifference } from '../../src/verify/first-difference.ts';
import { int16, int32 } from '../support/big-endian.ts';

async function* chunks(parts: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* parts;
}

/** Cuts bytes where the numbers say, as a network would. */
function cut(bytes: Buffer, sizes: readonly number[]): readonly Buffer[] {
  const parts: Buffer[] = [];
  let at = 0;
  for (const size of sizes) {
    parts.push(bytes.subarray(at, at + size));
    at += size;
  }
  return [...parts, bytes.subarray(at)].filter((part) => part.length > 0);
}

type Row = readonly (string | null)[];

/** As COPY writes them: https://www.postgresql.org/docs/current/sql-copy.html#SQL-COPY-BINARY-FORMAT */
function binaryCopy(rows: readonly Row[], extension = ''): Buffer {
  return Buffer.concat([
    Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'),
    int32(0),
    int32(extension.length),
    Buffer.from(extension),
    ...rows.map(binaryRow),
    int16(-1),
  ]);
}

function binaryRow(row: Row): Buffer {
  const fields = row.map((field) =>
    field === null ? int32(-1) : Buffer.concat([int32(field.length), Buffer.from(field)]),
  );
  return Buffer.concat([int16(row.length), ...fields]);
}

const row = fc.tuple(fc.stringMatching(/^[ab]{0,3}$/), fc.option(fc.stringMatching(/^[ab]{0,2}$/)));
const rows = fc.array(row, { maxLength: 8 });
const sizes = fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 20 });

test('it finds the first row that differs, however the bytes come', async () => {
  await fc.assert(
    fc.asyncProperty(rows, rows, fc.nat(8), sizes, sizes, async (one, other, shared, cuts, otherCuts) => {
      // What begins alike is compared deeper.
      const [source, target] = [one, [...one.slice(0, shared), ...other]];
      const told = { rows: 0, bytes: 0 };
      const found = await firstDifference(
        chunks(cut(binaryCopy(source), cuts)),
        chunks(cut(binaryCopy(target), otherCuts)),
        (more) => {
          told.rows += more.rows;
          told.bytes += more.bytes;
        },
      );
      let at = 0;
      while (at < source.length && at < target.length && isSame(source[at], target[at])) at += 1;
      const isEqual = at === source.length && at === target.length;
      assert.deepEqual(told, { rows: at, bytes: Buffer.concat(source.slice(0, at).map(binaryRow)).length });
      assert.deepEqual({ rows: found.rows, bytes: found.bytes }, told);
      assert.deepEqual(
        found.differing && [texts(found.differing.source), texts(found.differing.target)],
        isEqual ? undefined : [source[at], target[at]],
      );
    }),
    { numRuns: 2000 },
  );
});

function isSame(a: Row | undefined, b: Row | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function texts(fields: readonly (Buffer | null)[] | undefined): Row | undefined {
  return fields?.map((field) => (field === null ? null : field.toString()));
}

test('what a later server may put into the header is no row', async () => {
  const [source, target] = [binaryCopy([['a', 'b']]), binaryCopy([['a', 'b']], 'more')];
  const found = await firstDifference(chunks(cut(source, [3, 4])), chunks(cut(target, [20])));
  assert.deepEqual([found.rows, found.differing], [1, undefined]);
});

for (const [what, bytes] of [
  ['its header', binaryCopy([]).subarray(0, 12)],
  ['a row', binaryCopy([['a', 'b']]).subarray(0, 27)],
] as const) {
  test(`a COPY that ends within ${what} is no table`, async () => {
    const work = firstDifference(chunks([bytes]), chunks([binaryCopy([['a', 'b']])]));
    await assert.rejects(work, /a binary COPY ended within/);
  });
}
