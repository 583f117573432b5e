import type { QueryResultRow } from 'pg';
import { countLogins } from '../compile/logins/count-logins.ts';
import type { LoginAnswers } from '../compile/logins/login-answers.ts';
import type { LoginQueries } from '../compile/logins/login-queries.ts';
import type { Admin, LoginWay, SeenUser } from '../plan/types.gen.ts';
import { toDay } from './to-day.ts';

type Ask = <R extends QueryResultRow>(sql: string, what: string) => Promise<readonly R[]>;

/** Puts the questions about logins, one after the other, and orders what comes back: no two reads give another order. */
export async function askLogins(ask: Ask, queries: LoginQueries): Promise<LoginAnswers> {
  const ways = (await ask<WayRow>(queries.ways, 'ways to log in')).map(toWay);
  const without =
    countLogins(ways).none === 0 ? [] : await ask<WithoutRow>(queries.without, 'users without a way to log in');
  const unmapped = await ask<UnmappedRow>(queries.unmapped, 'users of providers that MAS lacks');
  const [admins] = await ask<AdminsRow>(queries.admins, 'administrators');
  const listed = queries.adminsListed && (await ask<AdminRow>(queries.adminsListed, 'who is an administrator'));
  const because = (cause: string): number => Number(without.find((row) => row.cause === cause)?.users ?? 0);
  return {
    ways: ways.sort(byUsers),
    without: {
      passwordsOff: because('passwords-off'),
      providerNotInMas: because('provider-not-in-mas'),
      noTrace: because('no-trace'),
      ...(listed ? { samples: without.flatMap((row) => (row.user === null ? [] : toSeen(row))).sort(byName) } : {}),
    },
    unmapped: unmapped
      .map(({ auth_provider, users, none, samples }) => ({
        authProvider: auth_provider,
        users: Number(users),
        none: Number(none),
        ...(samples && samples.length > 0 ? { samples: [...samples] } : {}),
      }))
      .sort((a, b) => (a.authProvider < b.authProvider ? -1 : 1)),
    admins: {
      users: Number(admins?.users),
      canRequestAdmin: Number(admins?.can_request_admin),
      canLogIn: Number(admins?.can_log_in),
      ...(listed ? { listed: listed.map(toAdmin) } : {}),
    },
  };
}

interface WayRow {
  readonly has_password: boolean;
  readonly providers: readonly string[];
  readonly users: string;
}
interface SeenRow {
  readonly user: string;
  readonly last_seen: string | null;
}
/** Either of the two. */
type WithoutRow =
  | { readonly cause: string; readonly users: string; readonly user: null; readonly last_seen: null }
  | ({ readonly cause: null; readonly users: null } & SeenRow);
interface UnmappedRow {
  readonly auth_provider: string;
  readonly users: string;
  readonly none: string;
  readonly samples?: readonly string[] | null;
}
type AdminsRow = Readonly<Record<'users' | 'can_request_admin' | 'can_log_in', string>>;
interface AdminRow extends SeenRow {
  readonly state: string;
  readonly can_request_admin: boolean;
  readonly has_password: boolean;
  readonly providers: readonly string[];
}

function toWay({ has_password, providers, users }: WayRow): LoginWay {
  return { password: has_password, providers: [...providers], users: Number(users) };
}

function byUsers(a: LoginWay, b: LoginWay): number {
  const key = (way: LoginWay): string => JSON.stringify([way.password, way.providers]);
  return b.users - a.users || (key(a) < key(b) ? -1 : 1);
}

/** As COLLATE "C" has it. */
function byName(a: SeenUser, b: SeenUser): number {
  return Buffer.compare(Buffer.from(a.user), Buffer.from(b.user));
}

function toAdmin(row: AdminRow): Admin {
  return {
    ...toSeen(row),
    state: row.state.replace(/^skipped:/, ''),
    canRequestAdmin: row.can_request_admin,
    password: row.has_password,
    providers: [...row.providers],
  };
}

function toSeen({ user, last_seen }: SeenRow): SeenUser {
  const lastSeen = toDay(last_seen);
  return { user, ...(lastSeen === undefined ? {} : { lastSeen }) };
}
