import { toFinding } from '../check/config-rule.ts';
import { targetNotEmpty } from '../check/target/not-empty.ts';
import type { TargetRows } from '../inspect/target-rows.ts';
import type { Connection, Finding } from '../plan/types.gen.ts';

/** A finding for each table of MAS that holds rows: which database that is, since when, and whose accounts they are. */
export function notEmptyFindings(
  tables: ReadonlyMap<string, TargetRows>,
  { database, user, host, port }: Pick<Connection, 'database' | 'user' | 'host' | 'port'>,
  { serverName, samples }: { readonly serverName: string; readonly samples: boolean },
): readonly Finding[] {
  return [...tables].map(([table, { rows, newest, usernames = [] }]) => {
    const since = newest === undefined ? '' : `, the newest of ${newest}`;
    const what = `${table} of MAS holds ${rows} ${rows === 1 ? 'row' : 'rows'}${since}. This is the database ${database} on ${host}:${port}, asked as ${user}.`;
    return {
      ...toFinding(targetNotEmpty, { what, where: [{ database: 'mas', table }], count: rows }),
      ...(samples && usernames.length > 0 ? { samples: usernames.map((name) => `@${name}:${serverName}`) } : {}),
    };
  });
}
