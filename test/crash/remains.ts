import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJournal } from '../../src/apply/journal.ts';
import { sha256 } from '../../src/support/digest.ts';
import { type Arena, isTrace } from './arena.ts';
import type { Found } from './look-around.ts';

/**
 * A digest of all that a killed run left: rows, journal, files, receipts and audit log. What no two runs share (names of runs and processes,
 * times, hashes of such things) counts by the places at which it comes up again, so that equal digests are one and the same thing to mend.
 */
export async function remainsOf(arena: Arena, { world, mas, cutShort }: Found): Promise<string> {
  const traces = readdirSync(arena.cwd)
    .filter(isTrace)
    .sort()
    .map((name) => [name, readFileSync(join(arena.cwd, name), 'utf8')]);
  const all = JSON.stringify([mas, cutShort, Object.entries(world.files).sort(), traces, await readJournal(arena.mas)]);
  const seen = new Map<string, number>();
  return sha256(
    all.replaceAll(passing, (text) => {
      if (/^\d+$|[TZ]/.test(text)) return 'N';
      seen.set(text, seen.get(text) ?? seen.size);
      return `#${seen.get(text)}`;
    }),
  );
}

/** Hashes; names of runs; times; numbers. */
const passing = /[0-9a-f]{40,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d[\d:.-]*T[\d:.]+Z|\d+/g;
