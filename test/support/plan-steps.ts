import assert from 'node:assert/strict';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from, to } from 'pg-copy-streams';
import type { AssertStep, CopyStep, Plan, SqlStep, Undo } from '../../src/plan/types.gen.ts';

/** Columns to the text that PostgreSQL gives. */
export type TextRow = Readonly<Record<string, string | null>>;

/** The step that copies into this table. */
export function copyStepOf(plan: Plan, table: string): CopyStep {
  const found = plan.steps.find((step) => step.kind === 'copy' && step.table === table);
  assert.ok(found?.kind === 'copy', `the plan copies ${table}`);
  return found;
}

export function sqlOf(plan: Plan, id: string): string {
  const all: readonly (Plan['steps'][number] | Undo)[] = [...plan.steps, ...plan.undo];
  const found = all.find((step) => step.id === id) as SqlStep | AssertStep | undefined;
  assert.ok(found, `the plan has ${id}`);
  return found.sql;
}

/** Everything that is built again after the copies, in its order. */
export function restoreSql(plan: Plan): string {
  return plan.steps.flatMap((step) => (step.kind === 'sql' && step.purpose === 'restore' ? [step.sql] : [])).join('\n');
}

/** What a copy's SELECT gives on the source; sorted by all columns, so that a test can write it down. */
export async function copiedRows(plan: Plan, source: Client, table: string): Promise<readonly TextRow[]> {
  const rows = await textRows(source, copyStepOf(plan, table).select);
  return rows.sort((a, b) => (JSON.stringify(Object.values(a)) < JSON.stringify(Object.values(b)) ? -1 : 1));
}

/** Every value as the text that the server sends, times in UTC; an id that comes as its 16 bytes like one that comes as uuid. */
export async function textRows(client: Client, sql: string): Promise<TextRow[]> {
  await client.query("SET TimeZone = 'UTC'");
  const types = {
    getTypeParser: (type: number) => (type === byteaType ? uuidOfHex : (value: string) => value),
  } as never;
  return (await client.query<Record<string, string | null>>({ text: sql, types })).rows;
}

const byteaType = 17;

function uuidOfHex(value: string): string {
  return value.replace(/^\\x(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Relays every copy of the plan in its order, with whatever constraints MAS has at that moment. */
export async function loadCopies(plan: Plan, source: Client, target: Client): Promise<void> {
  for (const step of plan.steps) {
    if (step.kind !== 'copy') continue;
    await pipeline(
      source.query(to(`COPY (${step.select}) TO STDOUT (FORMAT binary)`)),
      target.query(from(`COPY ${step.table} (${step.columns.join(', ')}) FROM STDIN (FORMAT binary)`)),
    );
  }
}
