import assert from 'node:assert/strict';
import { test } from 'node:test';
import { relay } from '../../src/apply/relay.ts';
import { startReading } from '../../src/apply/start-reading.ts';
import { compareTable } from '../../src/verify/compare-table.ts';
import { createPair } from '../support/databases.ts';

const megabyte = 2 ** 20;

test('however many rows are copied and compared, Node holds none of them', async (t) => {
  const { synapse, mas } = await createPair(t);
  await mas.client.query('CREATE TABLE many (id text, text text)');
  const clients = { synapse: synapse.client, mas: mas.client };
  const copy = async (rows: number) => {
    await mas.client.query('TRUNCATE many');
    const select = `SELECT n::text AS id, repeat('x', 1000) AS text FROM generate_series(1, ${rows}) AS n`;
    const step = { select, table: 'many', columns: ['id', 'text'] as [string, string], key: ['id'] as [string] };
    const signal = new AbortController().signal;
    const reading = startReading(step, synapse.client, { aheadBytes: 16 * megabyte, signal });
    const relayed = await relay(step, reading, mas.client, { freeze: false, signal });
    const compared = await compareTable(step, clients);
    assert.equal(compared.difference, undefined);
    assert.equal(compared.targetRows, rows);
    return relayed;
  };
  // What buffers and compiled code take is taken by the first rows.
  await copy(40_000);
  const before = process.resourceUsage().maxRSS * 1024;
  const { rows, bytes } = await copy(400_000);
  const grown = process.resourceUsage().maxRSS * 1024 - before;
  assert.equal(rows, 400_000);
  assert.ok(bytes > 380 * megabyte);
  assert.ok(
    grown < 60 * megabyte,
    `${Math.round(grown / megabyte)} MB more for ${Math.round(bytes / megabyte)} MB of rows`,
  );
});
