import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Client, DatabaseError } from 'pg';
import { withReadOnlySnapshot } from '../../../src/support/postgres/read-only-transaction.ts';
import { createEmptyDatabase } from '../databases.ts';
import { openClient } from './open-client.ts';

const isState = (code: string) => (error: unknown) => error instanceof DatabaseError && error.code === code;
const count = async (client: Client): Promise<string | undefined> =>
  (await client.query<{ n: string }>('SELECT count(*) AS n FROM users')).rows[0]?.n;

test('a READ ONLY snapshot', async (t) => {
  const database = await createEmptyDatabase(t);
  const writer = database.client;
  const reader = await openClient(t, database.uri);
  await writer.query('CREATE TABLE users (name text); CREATE SEQUENCE ids');

  await t.test('the server refuses every write', async () => {
    for (const sql of [
      "INSERT INTO users VALUES ('x')",
      'CREATE TABLE other ()',
      'TRUNCATE users',
      "SELECT nextval('ids')",
    ]) {
      await assert.rejects(
        withReadOnlySnapshot(reader, (client) => client.query(sql)),
        isState('25006'),
        sql,
      );
      assert.equal(reader.getTransactionStatus(), 'I');
    }
    assert.equal(await count(writer), '0');
  });

  await t.test('the transaction cannot be made one that writes', async () => {
    await assert.rejects(
      withReadOnlySnapshot(reader, (client) => client.query('SET TRANSACTION READ WRITE')),
      isState('25001'),
    );
  });

  await t.test('all its queries see the state at its beginning', async () => {
    const seen = await withReadOnlySnapshot(reader, async (client) => {
      await writer.query("INSERT INTO users VALUES ('late')");
      return count(client);
    });
    assert.equal(seen, '0');
    assert.equal(await count(reader), '1');
  });

  await t.test('it ends also when the callback fails', async () => {
    const failure = new Error('of the callback');
    await assert.rejects(
      withReadOnlySnapshot(reader, () => Promise.reject(failure)),
      failure,
    );
    assert.equal(reader.getTransactionStatus(), 'I');
  });
});
