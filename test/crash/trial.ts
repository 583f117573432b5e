import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJournal } from '../../src/apply/journal.ts';
import { readReceipt } from '../../src/apply/read-receipt.ts';
import type { Arena } from './arena.ts';
import { assertStatus } from './expected-status.ts';
import { type Found, lookAround } from './look-around.ts';
import { remainsOf } from './remains.ts';
import { type Kill, type Killed, runToKill } from './run-to-kill.ts';

/** One run that is killed, and what an operator does then. */
export interface Trial {
  readonly command: 'apply' | 'rollback';
  /** What a rollback takes back; all, where nothing is said. */
  readonly of?: 'prepare';
  readonly kill: Kill;
  /** The same command again, or the other one. */
  readonly next: 'apply' | 'rollback';
  /** And that is killed too, before it is run for good. */
  readonly nextKill?: Kill;
}

/** Where the run was when it was killed. `ended`: it was faster. */
export type Hit = 'before' | 'within' | 'after' | 'ended';

/** What the trials of an arena know of each other. */
export interface Knowledge {
  /** Remains that were looked at, and the ways in which they were mended: many kills leave the same, which is not mended again. */
  readonly remains: Set<string>;
  /** Told of each run that was faster than its kill, and did all its work. */
  readonly ended?: (command: Trial['command'], run: Killed) => void;
}

/**
 * Kills a run, looks at what it left, asks `status`, and goes on; at the end of it everything is as it was before. Gives where each kill
 * hit.
 * @throws AssertionError
 */
export async function runTrial(
  arena: Arena,
  { command, of, kill, next, nextKill }: Trial,
  known: Knowledge,
): Promise<readonly Hit[]> {
  await arena.forget();
  if (command === 'rollback') await runWell(arena, [...arena.apply, ...(of ? ['--phase', of] : [])]);
  let left = await killAndLook(arena, command, kill, known);
  if (left.hit === 'ended') known.ended?.(command, left.run);
  const hits = [left.hit];
  if (nextKill) {
    left = await killAndLook(arena, next, nextKill, known);
    hits.push(left.hit);
  }
  const way = `${next} after ${left.remains}`;
  if (known.remains.has(way)) await clearAway(arena);
  else await finish(arena, next, left.found);
  known.remains.add(way);
  return hits;
}

async function killAndLook(
  arena: Arena,
  command: Trial['command'],
  kill: Kill,
  known: Knowledge,
): Promise<{ readonly hit: Hit; readonly found: Found; readonly remains: string; readonly run: Killed }> {
  const words = wordsOf(arena, command);
  const wasApplied = await isApplied(arena);
  const run = await runToKill(words, arena.cwd, kill);
  const { isKilled, exitCode, stderr } = run;
  assert.ok(isKilled || [0, 14].includes(exitCode ?? 1), stderr);
  await arena.settle();
  const found = await lookAround(arena);
  const remains = await remainsOf(arena, found);
  if (!known.remains.has(remains)) await assertStatus(arena, found);
  known.remains.add(remains);
  const hit = (): Hit => {
    if (!isKilled) return 'ended';
    if ((found.mas === 'after') === wasApplied && !stderr.includes('database is left alone')) return 'before';
    return stderr.includes('"type":"committed"') ? 'after' : 'within';
  };
  return { hit: hit(), found, remains, run };
}

/** So says the journal, which `lookAround` held against the rows when the run before was over. */
async function isApplied({ mas }: Arena): Promise<boolean> {
  return (await readJournal(mas)).at(-1)?.event === 'applied';
}

/** What `finish` found to be the way back from such remains. */
async function clearAway(arena: Arena): Promise<void> {
  await arena.run('rollback', 'plan.yaml');
  assert.deepEqual(await arena.world(), arena.before);
}

/** Goes on or back from what was found, and looks whether everything is as it was before in the end. */
export async function finish(arena: Arena, next: Trial['next'], found: Found): Promise<void> {
  await goBack(arena, next === 'apply' ? await goOn(arena, found) : found);
  const names = readdirSync(arena.cwd).filter((name) => name.includes('.receipt-'));
  for (const name of names) assert.ok(readReceipt(readFileSync(join(arena.cwd, name))), `${name} is no receipt`);
}

async function goOn(arena: Arena, found: Found): Promise<Found> {
  const { exitCode, stderr } = await arena.run(...arena.apply);
  const now = await lookAround(arena);
  assert.deepEqual(now.leftovers, []);
  if (exitCode === 0) {
    assert.deepEqual(now.world, arena.after);
    await assertStatus(arena, now);
    await runWell(arena, ['verify', 'plan.yaml']);
    await runWell(arena, ['audit', 'verify', 'plan.yaml']);
  } else {
    // Only in the middle of a way back apply refuses: that is to be finished first.
    assert.equal(exitCode, 14, stderr);
    assert.ok(found.isRolledBack, stderr);
    assert.deepEqual([now.mas, now.files], [found.mas, found.files]);
  }
  return now;
}

async function goBack(arena: Arena, found: Found): Promise<void> {
  const isBegun =
    found.mas === 'after' ||
    found.isRolledBack ||
    found.cutShort !== undefined ||
    Object.values(found.files).includes('after') ||
    found.leftovers.some((name) => name.endsWith('.staged') && !name.includes('.receipt.'));
  const { exitCode, stderr } = await arena.run('rollback', 'plan.yaml');
  assert.equal(exitCode, isBegun ? 0 : 14, stderr);
  const now = await lookAround(arena);
  assert.deepEqual(now.world, arena.before);
  await assertStatus(arena, now);
  await runWell(arena, ['audit', 'verify', 'plan.yaml']);
}

async function runWell(arena: Arena, words: readonly string[]): Promise<void> {
  const { exitCode, stdout, stderr } = await arena.run(...words);
  assert.equal(exitCode, 0, stdout + stderr);
}

function wordsOf(arena: Arena, command: Trial['command']): readonly string[] {
  return command === 'apply' ? arena.apply : ['rollback', 'plan.yaml'];
}
