import { createHmac } from 'node:crypto';
import type { SynapseConfig } from './synapse-config.ts';

/** What a login or a refresh gives. */
export interface Login {
  readonly userId: string;
  readonly deviceId: string;
  readonly accessToken: string;
  /** Only where it was asked for. */
  readonly refreshToken: string | undefined;
}

/** The parts of the client-server API that tests use. */
export interface SynapseClient {
  /** Makes a user through the shared secret, without a session; gives its id. */
  register(localpart: string, password: string, options?: { readonly admin?: boolean }): Promise<string>;
  login(
    localpart: string,
    password: string,
    options?: { readonly deviceId?: string; readonly displayName?: string; readonly refreshable?: boolean },
  ): Promise<Login>;
  /** A refresh token's successor and the access token that comes with it. */
  refresh(refreshToken: string): Promise<{ readonly accessToken: string; readonly refreshToken: string }>;
  whoami(accessToken: string): Promise<{ readonly userId: string; readonly deviceId: string | undefined }>;
  /** Any request; gives the JSON of the answer. */
  request(
    method: string,
    path: string,
    options?: { readonly accessToken?: string; readonly body?: unknown },
  ): Promise<Readonly<Record<string, unknown>>>;
}

/** Talks to the Synapse of this configuration. Every answer but a success is an error with Synapse's own words. */
export function synapseClient(config: SynapseConfig): SynapseClient {
  const request: SynapseClient['request'] = async (method, path, { accessToken, body } = {}) => {
    const answer = await fetch(`${config.url}${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return JSON.parse(text);
  };
  return {
    request,
    async register(username, password, { admin = false } = {}) {
      const { nonce } = await request('GET', '/_synapse/admin/v1/register');
      const mac = createHmac('sha1', config.registrationSharedSecret)
        .update([nonce, username, password, admin ? 'admin' : 'notadmin'].join('\0'))
        .digest('hex');
      const made = await request('POST', '/_synapse/admin/v1/register', {
        body: { nonce, username, password, admin, mac, inhibit_login: true },
      });
      return String(made.user_id);
    },
    async login(user, password, { deviceId, displayName, refreshable = false } = {}) {
      const body = {
        type: 'm.login.password',
        identifier: { type: 'm.id.user', user },
        password,
        device_id: deviceId,
        initial_device_display_name: displayName,
        refresh_token: refreshable,
      };
      const made = await request('POST', '/_matrix/client/v3/login', { body });
      return {
        userId: String(made.user_id),
        deviceId: String(made.device_id),
        accessToken: String(made.access_token),
        refreshToken: made.refresh_token === undefined ? undefined : String(made.refresh_token),
      };
    },
    async refresh(refreshToken) {
      const made = await request('POST', '/_matrix/client/v3/refresh', { body: { refresh_token: refreshToken } });
      return { accessToken: String(made.access_token), refreshToken: String(made.refresh_token) };
    },
    async whoami(accessToken) {
      const me = await request('GET', '/_matrix/client/v3/account/whoami', { accessToken });
      return { userId: String(me.user_id), deviceId: me.device_id === undefined ? undefined : String(me.device_id) };
    },
  };
}
