import assert from 'node:assert/strict';
import type { Arena } from './arena.ts';
import type { Found } from './look-around.ts';

/** What `status` has to say of what was found: its state, and the command that comes next. */
export interface ExpectedStatus {
  readonly state: string;
  readonly next: RegExp;
}

/** Judges by the databases, the files and who was cut short. */
export function expectedStatus({ mas, isRolledBack, cutShort, files }: Found): ExpectedStatus {
  const changed = Object.keys(files).filter((name) => files[name] === 'after');
  const isComplete = changed.length === Object.keys(files).length;
  if (mas === 'after') {
    if (!isComplete) return { state: 'interrupted', next: apply };
    return cutShort === 'rollback'
      ? { state: 'interrupted', next: rollback }
      : { state: 'applied', next: /^syn2mas-plan verify / };
  }
  // The phase prepare changes mas.yaml, and keeps it as it was.
  const isPrepared = changed.length === 2 && changed.every((name) => name.startsWith('mas.yaml'));
  if (changed.length > 0 && !isPrepared) {
    return { state: 'interrupted', next: isRolledBack || cutShort === 'rollback' ? rollback : apply };
  }
  if (cutShort === 'apply') return { state: 'interrupted', next: apply };
  if (isPrepared) return cutShort ? { state: 'interrupted', next: rollback } : { state: 'prepared', next: apply };
  return { state: isRolledBack ? 'rolled-back' : 'not-started', next: apply };
}

const apply = /^syn2mas-plan apply /;
const rollback = /^syn2mas-plan rollback /;

/** @throws AssertionError where `status` says anything else, or fails */
export async function assertStatus(arena: Arena, found: Found): Promise<void> {
  const { exitCode, stdout, stderr } = await arena.run('status', 'plan.yaml', '--format', 'json');
  assert.equal(exitCode, 0, stderr);
  const { state, next } = JSON.parse(stdout) as { readonly state: string; readonly next: string };
  const expected = expectedStatus(found);
  assert.equal(state, expected.state, 'what status says');
  assert.match(next, expected.next);
}
