import type { QueryResultRow } from 'pg';
import type { OwnedUsers } from '../check/appservices/owned-users.ts';
import type { AppserviceAnswers } from '../compile/appservices/appservice-answers.ts';
import type { AppserviceQueries } from '../compile/appservices/appservice-queries.ts';
import { toDay } from './to-day.ts';

type Ask = <R extends QueryResultRow>(sql: string, what: string) => Promise<readonly R[]>;

/** Puts the questions about application services, one after the other, and orders what comes back. */
export async function askAppservices(ask: Ask, queries: AppserviceQueries): Promise<AppserviceAnswers> {
  const owned = await ask<OwnedRow>(queries.owned, 'users of application services');
  const senders = await ask<{ user: string }>(queries.senders, 'senders of application services');
  const unregistered = await ask<SampledRow & { id: string }>(
    queries.unregistered,
    'users of application services that are gone',
  );
  const unowned = queries.unowned
    ? await ask<SampledRow & { place: string }>(queries.unowned, 'users in namespaces of application services')
    : [];
  const lookalikes = await ask<SampledRow & { shape: string }>(
    queries.lookalikes,
    'users called like those of a bridge',
  );
  return {
    owned: new Map(owned.map((row) => [row.id, toOwned(row)])),
    senders: new Set(senders.map(({ user }) => user)),
    unregistered: unregistered.map((row) => ({ id: row.id, ...toUsers(row) })),
    unowned: new Map(unowned.map((row) => [row.place, toUsers(row)])),
    lookalikes: lookalikes
      .map((row) => ({ shape: row.shape, ...toUsers(row) }))
      .sort((a, b) => (a.shape < b.shape ? -1 : 1)),
  };
}

interface SampledRow {
  readonly users: string;
  readonly samples?: readonly string[] | null;
}
type OwnedRow = Readonly<
  Record<'id' | 'users' | 'deactivated' | 'tokens' | 'devices' | 'logged_in' | 'carried_over', string>
> & {
  readonly newest_has_token: boolean;
  readonly encrypting: string | null;
  readonly last_seen: string | null;
};

function toUsers({ users, samples }: SampledRow): { readonly users: number; readonly samples?: string[] } {
  return { users: Number(users), ...(samples && samples.length > 0 ? { samples: [...samples] } : {}) };
}

function toOwned(row: OwnedRow): OwnedUsers {
  const lastSeen = toDay(row.last_seen);
  return {
    users: Number(row.users),
    deactivated: Number(row.deactivated),
    devices: Number(row.devices),
    encrypting: row.encrypting === null ? undefined : Number(row.encrypting),
    loggedIn: Number(row.logged_in),
    carriedOver: Number(row.carried_over),
    tokens: Number(row.tokens),
    newestHasToken: row.newest_has_token,
    ...(lastSeen === undefined ? {} : { lastSeen }),
  };
}
