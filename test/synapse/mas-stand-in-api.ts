import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Pool } from 'pg';
import { isBcryptOf } from './is-bcrypt-of.ts';

/** What the stand-in is asked. */
export interface StandInRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** What it says. A text is a page for people. */
export interface StandInAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** With what it works. */
export interface StandInWorld {
  readonly database: Pool;
  readonly publicBase: string;
  readonly issuer: string;
  /** Shared with Synapse. */
  readonly secret: string;
  /** Where Synapse is asked. */
  readonly synapse: string;
  readonly pepper: string;
}

/** Answers as MAS documents it: metadata, introspection (RFC 7662), and the routes of Matrix for old clients. */
export function standInApi(world: StandInWorld): (request: StandInRequest) => Promise<StandInAnswer> {
  return async (request) => {
    const { method, url } = request;
    const compat =
      /^\/_matrix\/client\/[^/]+\/(login|logout|logout\/all|refresh|login\/sso\/redirect(?:\/[^/]*)?)$/.exec(
        url.pathname,
      )?.[1];
    const route = `${method} ${compat ?? url.pathname}`;
    if (route.startsWith('GET login/sso/redirect')) return { status: 400, body: '<p>Missing redirectUrl</p>' };
    return (await routes[route]?.(world, request)) ?? { status: 404, body: '<h1>Not found</h1>' };
  };
}

type Route = (world: StandInWorld, request: StandInRequest) => Promise<StandInAnswer>;

const routes: Readonly<Record<string, Route>> = {
  'GET /.well-known/openid-configuration': async ({ issuer, publicBase }) => ({
    status: 200,
    body: {
      issuer,
      authorization_endpoint: `${publicBase}authorize`,
      token_endpoint: `${publicBase}oauth2/token`,
      registration_endpoint: `${publicBase}oauth2/registration`,
      introspection_endpoint: `${publicBase}oauth2/introspect`,
      jwks_uri: `${publicBase}oauth2/keys.json`,
      account_management_uri: `${publicBase}account/`,
      response_types_supported: ['code'],
    },
  }),
  'GET /oauth2/keys.json': async () => ({ status: 200, body: { keys: [{ kty: 'RSA', kid: 'test' }] } }),
  'GET /login': async () => ({ status: 200, body: '<h1>Sign in</h1>' }),
  'POST /oauth2/introspect': introspect,
  'GET login': async () => ({
    status: 200,
    body: {
      flows: [
        { type: 'm.login.password' },
        { type: 'm.login.sso', oauth_aware_preferred: true },
        { type: 'm.login.token' },
      ],
    },
  }),
  'POST login': logIn,
  'POST refresh': refresh,
  'POST logout': logOut,
  'POST logout/all': async () => failure(401, 'M_UNKNOWN_TOKEN', 'Invalid access token'),
};

/** A session that has not ended, of a user who is neither locked nor deactivated. */
const sessions = `
  compat_sessions AS s JOIN users AS u ON u.user_id = s.user_id
   AND s.finished_at IS NULL AND u.locked_at IS NULL AND u.deactivated_at IS NULL`;

async function introspect(
  { database, secret }: StandInWorld,
  { headers, body }: StandInRequest,
): Promise<StandInAnswer> {
  if (headers.authorization !== `Bearer ${secret}`) return { status: 401, body: { error: 'invalid_client' } };
  const { rows } = await database.query<{
    username: string;
    device_id: string | null;
    admin: boolean;
    left: number | null;
  }>(
    `SELECT u.username, s.device_id, s.is_synapse_admin AS admin, extract(epoch FROM t.expires_at - now())::integer AS left
       FROM compat_access_tokens AS t JOIN ${sessions} ON s.compat_session_id = t.compat_session_id
      WHERE t.access_token = $1 AND (t.expires_at IS NULL OR t.expires_at > now())`,
    [new URLSearchParams(body).get('token')],
  );
  const [found] = rows;
  if (!found) return { status: 200, body: { active: false } };
  const scopes = ['urn:matrix:client:api:*', 'urn:matrix:org.matrix.msc2967.client:api:*'];
  return {
    status: 200,
    body: {
      active: true,
      username: found.username,
      scope: [...scopes, ...(found.admin ? ['urn:synapse:admin:*'] : [])].join(' '),
      ...(found.device_id === null ? {} : { device_id: found.device_id }),
      ...(found.left === null ? {} : { expires_in: found.left }),
    },
  };
}

async function logIn(world: StandInWorld, { body }: StandInRequest): Promise<StandInAnswer> {
  const { identifier, password, initial_device_display_name: name } = JSON.parse(body);
  const [, localpart, serverName] = /^@([^:]*):(.*)$/.exec(identifier.user) ?? [];
  const { rows } = await world.database.query<{ user_id: string; hash: string }>(
    `SELECT u.user_id, p.hashed_password AS hash FROM users AS u JOIN user_passwords AS p USING (user_id)
      WHERE u.username = $1 AND u.locked_at IS NULL AND u.deactivated_at IS NULL`,
    [localpart],
  );
  const [user] = rows;
  if (!user || !(await isBcryptOf(`${password}${world.pepper}`, user.hash)))
    return failure(403, 'M_FORBIDDEN', 'Invalid username/password');
  const device = randomBytes(5).toString('hex').toUpperCase();
  const token = newToken('mct');
  await world.database.query(
    `WITH s AS (INSERT INTO compat_sessions (compat_session_id, user_id, device_id, created_at, human_name)
                VALUES (gen_random_uuid(), $1, $2, now(), $3) RETURNING compat_session_id)
     INSERT INTO compat_access_tokens (compat_access_token_id, compat_session_id, access_token, created_at)
     SELECT gen_random_uuid(), compat_session_id, $4, now() FROM s`,
    [user.user_id, device, name, token],
  );
  await tellSynapse(world, 'upsert_device', { localpart, device_id: device, display_name: name });
  return { status: 200, body: { user_id: `@${localpart}:${serverName}`, device_id: device, access_token: token } };
}

async function refresh({ database }: StandInWorld, { body }: StandInRequest): Promise<StandInAnswer> {
  const [accessToken, refreshToken] = [newToken('mct'), newToken('mcr')];
  const { rowCount } = await database.query(
    `WITH old AS (UPDATE compat_refresh_tokens AS r SET consumed_at = now() FROM ${sessions}
                   WHERE s.compat_session_id = r.compat_session_id AND r.refresh_token = $1 AND r.consumed_at IS NULL
                  RETURNING r.compat_session_id, r.compat_access_token_id),
          ended AS (UPDATE compat_access_tokens SET expires_at = now() WHERE compat_access_token_id IN (SELECT compat_access_token_id FROM old)),
          new AS (INSERT INTO compat_access_tokens (compat_access_token_id, compat_session_id, access_token, created_at, expires_at)
                  SELECT gen_random_uuid(), compat_session_id, $2, now(), now() + interval '5 minutes' FROM old RETURNING *)
     INSERT INTO compat_refresh_tokens (compat_refresh_token_id, compat_session_id, compat_access_token_id, refresh_token, created_at)
     SELECT gen_random_uuid(), compat_session_id, compat_access_token_id, $3, now() FROM new`,
    [JSON.parse(body).refresh_token, accessToken, refreshToken],
  );
  if (rowCount !== 1) return failure(401, 'M_UNKNOWN_TOKEN', 'Invalid refresh token');
  return { status: 200, body: { access_token: accessToken, refresh_token: refreshToken, expires_in_ms: 300_000 } };
}

async function logOut(world: StandInWorld, { headers }: StandInRequest): Promise<StandInAnswer> {
  const { rows } = await world.database.query<{ localpart: string; device_id: string }>(
    `UPDATE compat_sessions SET finished_at = now() FROM users, compat_access_tokens
      WHERE users.user_id = compat_sessions.user_id AND compat_access_tokens.compat_session_id = compat_sessions.compat_session_id
        AND access_token = $1 AND finished_at IS NULL RETURNING username AS localpart, device_id`,
    [headers.authorization?.replace('Bearer ', '')],
  );
  const [ended] = rows;
  if (!ended) return failure(401, 'M_UNKNOWN_TOKEN', 'Invalid access token');
  await tellSynapse(world, 'delete_device', ended);
  return { status: 200, body: {} };
}

/** MAS makes and deletes devices in Synapse. */
async function tellSynapse({ synapse, secret }: StandInWorld, what: string, body: object): Promise<void> {
  const answer = await fetch(new URL(`_synapse/mas/${what}`, synapse), {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`Synapse does not ${what}: ${answer.status} ${await answer.text()}`);
}

function newToken(prefix: string): string {
  return `${prefix}_${randomBytes(15).toString('hex')}_000000`;
}

function failure(status: number, errcode: string, error: string): StandInAnswer {
  return { status, body: { errcode, error } };
}
