/** Where each path of Synapse's public address belongs: the one table for all proxies. */
export const paths: readonly (readonly [path: string, to: 'mas' | 'synapse' | 'refused'])[] = [
  ['/_matrix/client/v3/login', 'mas'],
  ['/_matrix/client/r0/login', 'mas'],
  ['/_matrix/client/v1/login', 'mas'],
  ['/_matrix/client/unstable/login', 'mas'],
  ['/_matrix/client/v3/login/sso/redirect', 'mas'],
  ['/_matrix/client/v3/login/sso/redirect/', 'mas'],
  ['/_matrix/client/v3/login/sso/redirect/oidc-dex', 'mas'],
  ['/_matrix/client/r0/login/sso/redirect/01JSHPZHAXC50QBKH67MH33TNF', 'mas'],
  ['/_matrix/client/v3/logout', 'mas'],
  ['/_matrix/client/v3/logout/all', 'mas'],
  ['/_matrix/client/v3/refresh', 'mas'],

  ['/_matrix/client/v1/login/get_token', 'synapse'],
  ['/_matrix/client/unstable/org.matrix.msc3882/login/token', 'synapse'],
  ['/_matrix/client/api/v1/login', 'synapse'],
  ['/_matrix/client/v3/login/', 'synapse'],
  ['/_matrix/client/v3/login/cas/ticket', 'synapse'],
  ['/_matrix/client/v3/login/cas/redirect', 'synapse'],
  ['/_matrix/client/v3/login/sso', 'synapse'],
  ['/_matrix/client/v3/login/sso/redirects', 'synapse'],
  ['/_matrix/client/v3/login/sso/redirect/oidc-dex/more', 'synapse'],
  ['/_matrix/client/v3/loginx', 'synapse'],
  ['/_matrix/client/v3/xlogin', 'synapse'],
  ['/_matrix/client/v3/Login', 'synapse'],
  ['/_matrix/client/v3/logout/', 'synapse'],
  ['/_matrix/client/v3/logout/all/', 'synapse'],
  ['/_matrix/client/v3/logout/allx', 'synapse'],
  ['/_matrix/client/v3/logouts', 'synapse'],
  ['/_matrix/client/v3/refresh/', 'synapse'],
  ['/_matrix/client/v3/refresh_token', 'synapse'],
  ['/_matrix/client/login', 'synapse'],
  ['/_matrix/client/v3/delete_devices', 'synapse'],
  ['/_matrix/client/v3/devices/login', 'synapse'],
  ['/_matrix/client/v3/register', 'synapse'],
  ['/_matrix/client/v3/sync', 'synapse'],
  ['/_matrix/client/versions', 'synapse'],
  ['/_matrix/client/v1/auth_metadata', 'synapse'],
  ['/_matrix/client/v3/rooms/!a:example.com/login', 'synapse'],
  ['/_matrix/client/v3/rooms/!a:example.com/state/m.login/login', 'synapse'],
  ['/_matrix/client/v3/user/@a:example.com/refresh', 'synapse'],
  ['/_matrix/client/v3/user/@a:example.com/account_data/logout/all', 'synapse'],
  ['/_matrix/client/v3/profile/@login:example.com', 'synapse'],
  ['/_matrix/client/v3/directory/room/%23a%2Fb:example.com', 'synapse'],
  ['/_matrix/federation/v1/version', 'synapse'],
  ['/_matrix/federation/v1/login', 'synapse'],
  ['/_matrix/key/v2/server', 'synapse'],
  ['/_matrix/media/v3/download/example.com/login', 'synapse'],
  ['/_synapse/client/oidc/callback', 'synapse'],
  ['/_synapse/client/unsubscribe', 'synapse'],
  ['/_synapse/client/mas', 'synapse'],
  ['/_synapse/admin/v1/server_version', 'synapse'],
  ['/_synapse/admin/v2/users/@mas%2F:example.com', 'synapse'],
  ['/_synapse/masquerade', 'synapse'],
  ['/_synapse/xmas/query_user', 'synapse'],

  ['/_synapse/mas', 'refused'],
  ['/_synapse/mas/', 'refused'],
  ['/_synapse/mas/query_user', 'refused'],
  ['/_synapse/mas/provision_user', 'refused'],
];

/** Detours to what only MAS may ask. What a proxy does with them is its own affair, as long as Synapse does not see it. */
export const detours: readonly string[] = [
  '/_synapse/%6das/query_user',
  '/_synapse/ma%73/query_user/',
  '/%5Fsynapse/mas/query_user',
  '/_synapse/mas/%zz',
  '/_synapse/%6das/query_user/%zz',
  '/_synapse/mas/query_user/../../client/unsubscribe',
  '/_synapse/mas/query_user/%2e%2E/../client/unsubscribe',
  '/%5Fsynapse/%6das/query_user/../../client/unsubscribe',
  '/_synapse/mas/query_user/../../../_matrix/client/v3/sync',
  '/_synapse/mas/query_user/..%2f../client/unsubscribe',
  '/_matrix/../_synapse/mas/query_user',
  '/_synapse/client/../mas/query_user',
  '/_synapse/./mas/query_user',
  '//_synapse/mas/query_user',
  '/_synapse//mas/query_user',
  '/_synapse/mas//query_user',
  '/_synapse/mas;a=b/query_user',
  '/_synapse/mas/query_user?localpart=a',
  '/_synapse/mas%2Fquery_user',
  '/_synapse%2Fmas%2Fquery_user',
];

/** What Synapse makes of a path: it splits first, then decodes each segment, and resolves no dots. */
export function isForMasAlone(path: string): boolean {
  const [, first = '', second = ''] = (path.split('?')[0] ?? '').split('/').map(decode);
  return first === '_synapse' && second === 'mas';
}

/** As Python does: what is no escape stays. */
function decode(segment: string): string {
  return segment.replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
