import assert from 'node:assert/strict';
import {
  closeSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { PlanError } from '../../../src/support/errors.ts';
import { readSqlite, type SqliteReader, type SqliteRow } from '../../../src/support/sqlite/read-sqlite.ts';
import { invariant, startWriter } from './sqlite-writer.ts';

for (const [mode, pause, checkpoint] of [
  ['WAL', 0.02, 1000],
  ['DELETE', 0.7, 0],
] as const) {
  test(`a database that is being written is read as it was at one moment: ${mode}, ${pause} s, ${checkpoint} pages`, async (t) => {
    const writer = await startWriter(t, { mode, pause, checkpoint });
    const sums = new Set<number>();
    for (let time = 0; time < 8 || sums.size < 3; time += 1) {
      const found = await readOne(writer.path, async (reader) => {
        const a = readTable(reader, 'a');
        // The writer comes in between.
        await sleep(100);
        const b = readTable(reader, 'b');
        const [{ integrity_check: check } = {}] = reader.all('PRAGMA integrity_check');
        return { a: a.sum, rows: a.rows + b.rows, sum: a.sum + b.sum, check };
      }).catch((error: unknown) => {
        assert.ok(isProblem('SQLITE_CHANGING', /written/)(error));
      });
      if (!found) continue;
      const { a, ...state } = found;
      assert.deepEqual(state, { ...invariant, check: 'ok' });
      sums.add(a);
    }
    await writer.stop();
    assert.deepEqual(readdirSync(dirname(writer.path)), ['homeserver.db']);
  });
}

test('one that is written without a pause is refused, or read as it was at one moment', async (t) => {
  const writer = await startWriter(t, { mode: 'WAL', pause: 0, checkpoint: 50 });
  const outcome = await readOne(writer.path, sumOf).catch((error: unknown) => error);
  if (outcome instanceof Error) {
    assert.ok(outcome instanceof PlanError && outcome.problems[0]?.code === 'SQLITE_CHANGING', String(outcome));
  } else assert.equal(outcome, invariant.sum);
});

test('what was read while the file was written is thrown away, whatever it was', async (t) => {
  const { path } = await stopped(t);
  const told: string[] = [];
  const result = await readSqlite(path, {
    read: async (reader) => {
      told.push('read');
      if (told.length === 1) touch(path);
      return sumOf(reader);
    },
    keep: async () => void told.push('keep'),
    discard: async () => void told.push('discard'),
  });
  assert.equal(result, invariant.sum);
  assert.deepEqual(told, ['read', 'discard', 'read', 'keep']);
});

test('a failure of what reads is its own', async (t) => {
  const { path } = await stopped(t);
  await assert.rejects(
    readOne(path, () => Promise.reject(new Error('mine'))),
    /^Error: mine$/,
  );
  await assert.rejects(
    readOne(path, (reader) => reader.all('SELECT 1 FROM absent')),
    isProblem('SQLITE_DAMAGED', /no such table: absent/),
  );
  await assert.rejects(
    readOne(path, (reader) => reader.all('DELETE FROM a')),
    isProblem('SQLITE_DAMAGED', /readonly/),
  );
});

test('nothing beside the database is made, changed or removed, and nothing is left elsewhere', async (t) => {
  const writer = await startWriter(t, { mode: 'WAL', pause: 60, checkpoint: 1000 });
  const folder = dirname(writer.path);
  const look = () => readdirSync(folder).map((name) => `${name} ${stampOf(join(folder, name))}`);
  const before = look();
  const during = await readOne(writer.path, (reader) => [sumOf(reader), look(), leftovers()]);
  assert.deepEqual(during, [invariant.sum, before, []]);
  assert.deepEqual(look(), before);
  assert.equal(before.length, 3);
  assert.deepEqual(leftovers(), []);
});

test('what a killed process left of its copies is removed by the next one, and that of a living one stays', async (t) => {
  const { path } = await stopped(t);
  const dead = mkdtempSync(join(tmpdir(), 'syn2mas-plan-sqlite-4194305-1-'));
  const stat = readFileSync('/proc/1/stat', 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  const living = mkdtempSync(join(tmpdir(), `syn2mas-plan-sqlite-1-${stat[19]}-`));
  writeFileSync(join(dead, 'homeserver.db-wal'), 'secrets');
  await readOne(path, sumOf);
  assert.deepEqual(leftovers(), [living]);
  rmSync(living, { recursive: true });
});

test('the log of a killed writer belongs to the database', async (t) => {
  const writer = await startWriter(t, { mode: 'WAL', pause: 0.001, checkpoint: 100_000 });
  await sleep(300);
  await writer.stop('SIGKILL');
  const { a } = await readOne(writer.path, (reader) => reader.all('SELECT sum(amount) AS a FROM a')[0] as SqliteRow);
  assert.notEqual(a, 2_000_000);
  assert.equal(await readOne(writer.path, sumOf), invariant.sum);
  // With its index still there, its absence is told from that of a database that was closed.
  rmSync(`${writer.path}-wal`);
  await assert.rejects(readOne(writer.path, sumOf), isProblem('SQLITE_CHANGING', /log .*-wal is missing/));
});

test('a journal that is left means a transaction that was not ended', async (t) => {
  const writer = await startWriter(t, { mode: 'DELETE', pause: 60, checkpoint: 0 });
  await writer.stop();
  writeFileSync(`${writer.path}-journal`, Buffer.from('d9d505f920a163d7', 'hex'));
  await assert.rejects(readOne(writer.path, sumOf), isProblem('SQLITE_CHANGING', /-journal is there/));
  // One that was ended and kept.
  writeFileSync(`${writer.path}-journal`, Buffer.alloc(512));
  assert.equal(await readOne(writer.path, sumOf), invariant.sum);
});

test('what cannot be opened is told for what it is', async (t) => {
  const { path } = await stopped(t);
  const folder = dirname(path);
  const file = (name: string, content: Uint8Array | string): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  await assert.rejects(readOne(join(folder, 'absent.db'), sumOf), isProblem('SQLITE_UNREADABLE', /no such file/));
  await assert.rejects(readOne(join(path, 'below'), sumOf), isProblem('SQLITE_UNREADABLE', /no such file/));
  await assert.rejects(readOne(folder, sumOf), isProblem('SQLITE_UNREADABLE', /it is no file/));
  await assert.rejects(readOne(file('empty', ''), sumOf), isProblem('SQLITE_UNREADABLE', /empty/));
  await assert.rejects(
    readOne(file('text', 'server_name: a\n'.repeat(99)), sumOf),
    isProblem('SQLITE_UNREADABLE', /no database of SQLite/),
  );
  symlinkSync('loop', join(folder, 'loop'));
  await assert.rejects(readOne(join(folder, 'loop'), sumOf), isProblem('SQLITE_UNREADABLE', /link to itself/));
  const utf16 = join(folder, 'utf16.db');
  copyFileSync(path, utf16);
  const fd = openSync(utf16, 'r+');
  writeSync(fd, Buffer.from([0, 0, 0, 2]), 0, 4, 56);
  closeSync(fd);
  await assert.rejects(readOne(utf16, sumOf), isProblem('SQLITE_UNREADABLE', /UTF-16/));
  const cut = join(folder, 'cut.db');
  copyFileSync(path, cut);
  truncateSync(cut, 8192);
  await assert.rejects(readOne(cut, sumOf), isProblem('SQLITE_DAMAGED', /malformed|disk image/));
  const linked = join(folder, 'linked');
  mkdirSync(linked);
  symlinkSync(path, join(linked, 'homeserver.db'));
  assert.equal(await readOne(join(linked, 'homeserver.db'), sumOf), invariant.sum);
});

/** Temporary files of other tests are elsewhere. */
process.env.TMPDIR = mkdtempSync(join(tmpdir(), 'read-sqlite-'));
after(() => rmSync(tmpdir(), { recursive: true }));

function stampOf(path: string): string {
  const { ino, size, mtimeNs, ctimeNs } = statSync(path, { bigint: true });
  return [ino, size, mtimeNs, ctimeNs].join(' ');
}

/** Writes a byte that is there already. */
function touch(path: string): void {
  const fd = openSync(path, 'r+');
  writeSync(fd, 'S', 0);
  closeSync(fd);
}

function isProblem(code: string, message: RegExp): (error: unknown) => boolean {
  return (error) => {
    assert.ok(error instanceof PlanError, String(error));
    assert.equal(error.problems[0]?.code, code);
    assert.match(error.problems[0]?.message ?? '', message);
    return true;
  };
}

function readTable(reader: SqliteReader, table: string): { readonly rows: number; readonly sum: number } {
  let rows = 0;
  let sum = 0;
  for (const { amount, filling } of reader.rows(`SELECT amount, filling FROM ${table} ORDER BY id`)) {
    assert.match(String(filling), /^(x+|y+|z+)$/);
    rows += 1;
    sum += Number(amount);
  }
  return { rows, sum };
}

function sumOf(reader: SqliteReader): number {
  return Number(reader.all('SELECT (SELECT sum(amount) FROM a) + (SELECT sum(amount) FROM b) AS sum')[0]?.sum);
}

async function readOne<T>(path: string, read: (reader: SqliteReader) => T | Promise<T>): Promise<T> {
  return await readSqlite(path, {
    read: async (reader) => read(reader),
    keep: async () => {},
    discard: async () => {},
  });
}

async function stopped(t: TestContext): Promise<{ readonly path: string }> {
  const writer = await startWriter(t, { mode: 'WAL', pause: 60, checkpoint: 1000 });
  await writer.stop();
  return writer;
}

function leftovers(): readonly string[] {
  return readdirSync(tmpdir())
    .filter((name) => name.startsWith('syn2mas-plan-sqlite-'))
    .map((name) => join(tmpdir(), name));
}
