import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { auditLogPath, readAuditLog } from '../../src/apply/audit-log/read-audit-log.ts';
import { readJournal } from '../../src/apply/journal.ts';
import { readReceipt } from '../../src/apply/read-receipt.ts';
import type { Arena, World } from './arena.ts';

/** What a killed run left. */
export interface Found {
  readonly world: World;
  /** MAS's database: untouched or complete, never anything else. */
  readonly mas: 'before' | 'after';
  /** The plan was rolled back, so says the journal. */
  readonly isRolledBack: boolean;
  /** The newest run that began and did not say how it ended. */
  readonly cutShort: 'apply' | 'rollback' | undefined;
  /** Files that the plan changes, makes or keeps from before. */
  readonly files: Readonly<Record<string, 'before' | 'after'>>;
  /** Files that wait beside others: the next run removes them. */
  readonly leftovers: readonly string[];
}

/**
 * Looks at both databases and all files after a kill.
 * @throws AssertionError where anything is neither as it was before apply nor as apply makes it
 */
export async function lookAround(arena: Arena): Promise<Found> {
  const { before, after } = arena;
  const world = await arena.world();
  assert.equal(world.synapse, before.synapse, 'the database of Synapse was written');
  assert.ok([before.mas, after.mas].includes(world.mas), 'the database of MAS is neither untouched nor complete');
  const mas = world.mas === before.mas ? 'before' : 'after';
  const journal = await readJournal(arena.mas);
  assert.equal(journal.at(-1)?.event === 'applied', mas === 'after', 'journal and rows contradict each other');

  const leftovers = Object.keys(world.files).filter((name) => /\.staged$|\.lock(\.|$)/.test(basename(name)));
  const names = new Set([...Object.keys(before.files), ...Object.keys(after.files), ...Object.keys(world.files)]);
  const files: Record<string, 'before' | 'after'> = {};
  for (const name of names) {
    if (leftovers.includes(name)) continue;
    const [was, willBe, is] = [before, after, world].map((at) => at.files[name]);
    assert.ok(is === was || is === willBe, `${name} is neither as it was nor as it shall be: ${is?.slice(0, 200)}`);
    if (was !== willBe) files[name] = is === was ? 'before' : 'after';
  }
  const isRolledBack = journal.at(-1)?.event === 'rolled-back';
  return { world, mas, isRolledBack, cutShort: await findCutShort(arena), files, leftovers };
}

/** A run that was refused has begun nothing, and ended nothing either. */
async function findCutShort({ cwd }: Arena): Promise<Found['cutShort']> {
  const runs = new Map<string | undefined, { readonly command?: string | undefined; readonly event: string }>();
  for (const { line } of await readAuditLog(auditLogPath(join(cwd, 'plan.yaml')))) {
    if (line && line.command !== 'verify') runs.set(line.run, line);
  }
  // The receipt says how it ended, though the log does not yet.
  for (const name of readdirSync(cwd).filter((file) => file.startsWith('plan.yaml.receipt-'))) {
    const receipt = readReceipt(readFileSync(join(cwd, name)));
    if (receipt && runs.has(receipt.run)) runs.set(receipt.run, { command: receipt.command, event: receipt.outcome });
  }
  const newest = [...runs.values()].findLast(({ event }) => event !== 'failed');
  return newest?.event === 'started' ? (newest.command as 'apply' | 'rollback') : undefined;
}
