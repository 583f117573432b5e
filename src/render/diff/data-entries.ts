import type { Plan } from '../../plan/types.gen.ts';
import { describeConnection } from '../view/describe-connection.ts';
import { describeWay } from '../view/login-blocks.ts';
import { type Entry, entry } from './entry.ts';

/** What changes where. */
export function changesEntries({ source, target, summary }: Plan): readonly Entry[] {
  return [
    entry('Written, for MAS', describeConnection(target.connection)),
    entry('Only read, of Synapse', describeConnection(source.connection)),
    ...summary.tables.map(({ table, rows }) => entry(`Rows of ${table}`, rows)),
    entry('Rows all together', summary.rowsMigrated),
    ...summary.files.map((file) => entry(`File ${file}`, 'written')),
  ];
}

/** Which rows are left out, and how they are counted. */
export function rowsEntries({ accounting, summary }: Plan): readonly Entry[] {
  return [
    entry('Rows left out', summary.rowsSkipped),
    ...accounting.flatMap(({ entity, rows, migrated, skipped, sql, ...others }) => [
      entry(`${entity}: all`, rows),
      ...migrated.map(({ table, rows: some, ...more }) => entry(`${entity}: to ${table}`, amountWith(some, more))),
      ...skipped.map(({ reason, rows: some, ...more }) =>
        entry(`${entity}: left out, ${reason}`, amountWith(some, { ...more, meaning: undefined })),
      ),
      entry(`${entity}: how it is counted`, { sql, meanings: skipped.map(({ meaning }) => meaning), ...others }),
    ]),
  ];
}

/** Who can log in by what. */
export function loginsEntries({ logins }: Plan): readonly Entry[] {
  const { admins: _admins, password, provider, both, none, providers, ways, ...others } = logins;
  return [
    entry('Users who log in by nothing', none),
    entry('Users who log in by a password only', password),
    entry('Users who log in by a provider only', provider),
    entry('Users who log in by a password or a provider', both),
    ...providers.map((each) => entry(`Provider ${each.synapseIdpId}`, each)),
    ...(ways ?? []).map((way) => entry(`Users who log in by exactly ${describeWay(way)}`, way.users)),
    ...Object.entries(others).map(([name, value]) => entry(names[name] ?? name, value)),
  ];
}

const names: Readonly<Record<string, string>> = {
  without: 'Those with nothing',
  lost: 'Ways that go',
  unmapped: 'Providers that MAS lacks',
  unlinked: 'First logins by a provider',
};

/** Who is an administrator. */
export function adminsEntries({ logins: { admins } }: Plan): readonly Entry[] {
  if (!admins) return [];
  const { listed, ...counts } = admins;
  return [
    ...Object.entries(counts).map(([name, count]) => entry(name, count)),
    ...(listed ?? []).map((admin) => entry(admin.user, admin)),
  ];
}

function amountWith(rows: number, more: object): unknown {
  const known = Object.values(more).filter((value) => value !== undefined);
  return known.length === 0 ? rows : { rows, ...more };
}
