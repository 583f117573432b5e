import { type KnownVersion, knownVersion } from './known-version.ts';
import { boundsOf } from './marker.ts';
import { masMigrations } from './mas-releases.ts';

/** What the newest migration of a database of MAS says of the MAS that made its tables. */
export function masVersion(migration: string | undefined): KnownVersion {
  if (migration === undefined || !/^\d+$/.test(migration)) return knownVersion({}, 'its database has no migration');
  return knownVersion(boundsOf(migration, masMigrations), `its newest migration is ${migration}`);
}
