/**
 * What MAS answers in place of Synapse, below `/_matrix/client/{version}/`: the routes of its resource `compat`, which
 * are exact. A slash at the end is one only where it stands here; neither service takes one anywhere else.
 */
export const compatRoutes: readonly string[] = [
  'login',
  'login/sso/redirect',
  'login/sso/redirect/',
  'login/sso/redirect/{idp}',
  'logout',
  'logout/all',
  'refresh',
];

/** The same for people: a star is one segment. */
export const compatPaths: readonly string[] = compatRoutes.map(
  (route) => `/_matrix/client/*/${route.replace('{idp}', '*')}`,
);

/**
 * The same as one regular expression of a path, which the engines of all proxies read alike. A version is one segment
 * (r0, v3, unstable): MAS knows no other, and so `/v3/rooms/{id}/login` or `/login/get_token` stay with Synapse.
 */
export const compatPattern = `^/_matrix/client/[^/]+/(${compatRoutes.map((route) => route.replace('{idp}', '[^/]+')).join('|')})$`;

/**
 * What nobody outside may ask of Synapse. Synapse decodes a path after it has split it, some proxies do not decode at
 * all: so a segment with an escape, which no route has there, counts as `mas` too.
 */
export const refusedPattern = '^/_synapse/(mas|[^/]*%[^/]*)(/|$)';

/** What goes to Synapse when neither pattern matches. */
export const synapsePrefixes: readonly string[] = ['/_matrix/', '/_synapse/'];

/**
 * In what was sent (a path with its query, or the line of the request), whatever its case: dots that some proxies resolve
 * before they choose a rule, and then send on as they were. `/_synapse/mas/x/../../client` would be `/_synapse/client` to
 * the rules, and still lead to `mas` of Synapse, which resolves none.
 */
export const dotsPattern = '^[^?]*(/|%2f)(\\.|%2e){1,2}(/|%2f|[?\\s]|$)';
