import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

/** A database that a real SQLite writes, from another process. */
export interface SqliteWriter {
  readonly path: string;
  /** Ends the writer as a program ends; with SIGKILL it leaves its log behind. */
  stop(signal?: 'SIGKILL'): Promise<void>;
}

/** What must hold in every state: rows are moved between two tables, with a filling that makes many pages change. */
export const invariant = { rows: 4000, sum: 4_000_000 };

/**
 * Starts a Python that makes a database and writes it all the time, `pause` seconds between two transactions, with `checkpoint` pages
 * of log until they go into the file.
 */
export async function startWriter(
  t: TestContext,
  options: { readonly mode: 'WAL' | 'DELETE'; readonly pause: number; readonly checkpoint: number },
): Promise<SqliteWriter> {
  const folder = mkdtempSync(join(tmpdir(), 'sqlite-writer-'));
  const path = join(folder, 'homeserver.db');
  const args = [path, options.mode, String(options.pause), String(options.checkpoint)];
  const child = spawn('python3', ['-c', program, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const stop: SqliteWriter['stop'] = async (signal) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    if (signal) child.kill(signal);
    else child.stdin.end();
    await ended;
  };
  t.after(async () => {
    await stop('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });
  await once(child.stdout, 'data');
  if (!existsSync(path)) throw new Error('the writer has made no database');
  return { path, stop };
}

const program = `
import random, select, sqlite3, sys
path, mode, pause, checkpoint = sys.argv[1], sys.argv[2], float(sys.argv[3]), int(sys.argv[4])
db = sqlite3.connect(path, isolation_level=None)
db.execute('PRAGMA journal_mode = ' + mode)
db.execute('PRAGMA wal_autocheckpoint = %d' % checkpoint)
db.execute('PRAGMA cache_size = 5')
db.execute('BEGIN')
for table in ('a', 'b'):
    db.execute('CREATE TABLE %s (id INTEGER PRIMARY KEY, amount INTEGER, filling TEXT)' % table)
    db.executemany('INSERT INTO %s (amount, filling) VALUES (?, ?)' % table, [(1000, 'x' * 1500) for _ in range(2000)])
db.execute('COMMIT')
print('ready', flush=True)
while not select.select([sys.stdin], [], [], pause)[0]:
    db.execute('BEGIN IMMEDIATE')
    for _ in range(20):
        amount, one, other = random.randint(1, 9), random.randint(1, 2000), random.randint(1, 2000)
        filling = random.choice('xyz') * 1500
        db.execute('UPDATE a SET amount = amount - ?, filling = ? WHERE id = ?', (amount, filling, one))
        db.execute('UPDATE b SET amount = amount + ?, filling = ? WHERE id = ?', (amount, filling, other))
    db.execute('ROLLBACK' if random.random() < 0.1 else 'COMMIT')
db.close()
`;
