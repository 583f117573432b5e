import type { ClientBase } from 'pg';
import { planError } from '../support/errors.ts';
import { describeHolder, type Holder, holderColumns } from './lock-holder.ts';

/**
 * Takes the lock that one run holds on MAS's database until its session ends, whatever ends it.
 * @throws PlanError LOCK_HELD, naming who holds it
 */
export async function takeLock(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1, $2) AS taken', [...keys]);
  if (rows[0]?.taken) return;
  const holders = await findLockHolders(client);
  const by = holders.length === 0 ? 'somebody who is gone by now' : holders.join(', ');
  throw planError('LOCK_HELD', `Another run holds the lock on the database of MAS: ${by}.`, {
    place: { database: 'mas' },
  });
}

/** Who holds the lock, described; nobody in most cases. */
export async function findLockHolders(client: ClientBase): Promise<readonly string[]> {
  const { rows } = await client.query<Holder>(
    `SELECT ${holderColumns}
       FROM pg_locks AS l LEFT JOIN pg_stat_activity AS a ON a.pid = l.pid
      WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2 AND l.classid = $1 AND l.objid = $2
        AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    [...keys],
  );
  return rows.map(describeHolder);
}

/** "syn2" and "masp" as numbers: the same in every release, so that releases exclude each other. */
const keys = [0x73796e32, 0x6d617370] as const;
