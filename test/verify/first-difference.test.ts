import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { firstDifference } from '../../src/verify/first-difference.ts';

async function* chunks(parts: readonly string[]): AsyncGenerator<Buffer> {
  for (const part of parts) yield Buffer.from(part);
}

/** Cuts a text where the numbers say, as a network would. */
function cut(text: string, sizes: readonly number[]): readonly string[] {
  const parts: string[] = [];
  let rest = text;
  for (const size of sizes) {
    parts.push(rest.slice(0, size));
    rest = rest.slice(size);
  }
  return [...parts, rest].filter((part) => part !== '');
}

const lines = fc.array(fc.stringMatching(/^[ab]{0,3}$/), { maxLength: 8 });
const sizes = fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 12 });

test('it finds the first line that differs, however the bytes come', async () => {
  await fc.assert(
    fc.asyncProperty(lines, lines, sizes, sizes, async (source, target, cuts, otherCuts) => {
      const [text, other] = [source, target].map((list) => list.map((line) => `${line}\n`).join('')) as [
        string,
        string,
      ];
      const found = await firstDifference(chunks(cut(text, cuts)), chunks(cut(other, otherCuts)));
      const isEqual = source.length === target.length && source.every((line, index) => line === target[index]);
      let at = 0;
      while (at < source.length && at < target.length && source[at] === target[at]) at += 1;
      const equal = source.slice(0, at).map((line) => `${line}\n`);
      assert.equal(found.bytes, equal.join('').length);
      assert.deepEqual(
        found.lines && [found.lines.source?.toString(), found.lines.target?.toString()],
        isEqual ? undefined : [source[at], target[at]],
      );
    }),
    { numRuns: 2000 },
  );
});
