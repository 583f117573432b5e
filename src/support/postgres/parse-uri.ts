import { type PlanError, planError } from '../errors.ts';
import { Secret } from '../secret.ts';

/** Keywords whose values are never shown. */
export const secretKeywords: ReadonlySet<string> = new Set([
  'password',
  'sslpassword',
  'sslkey',
  'oauth_client_secret',
  'scram_client_key',
  'scram_server_key',
]);

/**
 * A `postgres://` or `postgresql://` URI as libpq keywords; what it does not say is absent.
 * Rules: libpq (several hosts, `[::1]`, an encoded or queried socket directory, `ssl=true`), and on top the query
 * names that only sqlx, the driver of MAS, knows (`ssl-mode`, `ssl-ca`, `options[name]` …).
 * @param secretName the name of the password's Secret
 * @throws PlanError DATABASE_SETTINGS. The message holds no piece of the URI: in a malformed one, any piece may
 * be a piece of the password.
 */
export function parsePostgresUri(uri: string, secretName: string): Record<string, string | Secret> {
  const match = /^postgres(?:ql)?:\/\/([^/?]*)(?:\/([^?]*))?(?:\?(.*))?$/s.exec(uri);
  if (!match) throw refuse(secretName, 'it must begin with postgres:// or postgresql://');
  const [, authority = '', path = '', query = ''] = match;
  const read: Reader = { secretName, decode: (text) => decode(text, secretName) };
  const plain = new Map<string, string>();
  const set = (keyword: string, value: string): void => void (value !== '' && plain.set(keyword, value));

  // Neither a host nor a port can hold "@", so the last one ends the credentials, as sqlx has it.
  const at = authority.lastIndexOf('@');
  if (at >= 0) {
    const [user = '', ...password] = authority.slice(0, at).split(':');
    set('user', read.decode(user));
    set('password', read.decode(password.join(':')));
  }
  const hosts = authority
    .slice(at + 1)
    .split(',')
    .map((host) => splitHost(host, read));
  set('host', joined(hosts.map((host) => host.name)));
  set('port', joined(hosts.map((host) => host.port)));
  set('dbname', read.decode(path));
  for (const [keyword, value] of readQuery(query, read)) plain.set(keyword, value);

  return Object.fromEntries(
    [...plain].map(([keyword, value]) => [
      keyword,
      secretKeywords.has(keyword) ? secretOf(keyword, value, secretName) : value,
    ]),
  );
}

interface Reader {
  readonly secretName: string;
  readonly decode: (text: string) => string;
}

/** `host`, `host:port`, `[::1]:port`; each part may be empty. */
function splitHost(text: string, read: Reader): { readonly name: string; readonly port: string } {
  const match = /^(?:\[([^\]]+)\]|([^:[\]]*))(?::([^:]*))?$/.exec(text);
  if (!match)
    throw refuse(
      read.secretName,
      'its host is not of the form host:port (an IPv6 address stands in brackets; special characters are percent-encoded)',
    );
  return { name: read.decode(match[1] ?? match[2] ?? ''), port: read.decode(match[3] ?? '') };
}

/** Lists as libpq has them; a list of nothing but empty parts says nothing. */
function joined(parts: readonly string[]): string {
  return parts.every((part) => part === '') ? '' : parts.join(',');
}

function readQuery(query: string, read: Reader): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const pair of query.split('&').filter((text) => text !== '')) {
    const [key = '', ...rest] = pair.split('=');
    if (rest.length !== 1) throw refuse(read.secretName, 'a query parameter is not of the form name=value');
    const name = read.decode(key);
    const value = read.decode(rest[0] ?? '');
    const option = /^options\[(.+)\]$/.exec(name)?.[1];
    if (option !== undefined) {
      // The server splits options at spaces; a backslash keeps one.
      const setting = `-c ${option}=${value.replaceAll(/[\\ ]/g, '\\$&')}`;
      found.set('options', [found.get('options') ?? [], setting].flat().join(' '));
    } else if (name === 'ssl' && value === 'true') {
      found.set('sslmode', 'require');
    } else if (/^[a-z][\w-]*$/i.test(name)) {
      found.set(sqlxNames.get(name) ?? name, value);
    } else {
      throw refuse(read.secretName, 'a query parameter has a name that is no word');
    }
  }
  return found;
}

/** Names of sqlx for keywords of libpq. */
const sqlxNames: ReadonlyMap<string, string> = new Map([
  ['ssl-mode', 'sslmode'],
  ['ssl-root-cert', 'sslrootcert'],
  ['ssl-ca', 'sslrootcert'],
  ['ssl-cert', 'sslcert'],
  ['ssl-key', 'sslkey'],
]);

function secretOf(keyword: string, value: string, secretName: string): string | Secret {
  // A key is a path, which may be shown, unless the key itself stands there.
  if (keyword === 'sslkey' && !value.includes('-----BEGIN')) return value;
  return new Secret(secretName, value);
}

function decode(text: string, secretName: string): string {
  try {
    const decoded = decodeURIComponent(text);
    if (!decoded.includes('\0')) return decoded;
  } catch {
    // A lone "%" or bytes that are no UTF-8: said below, without the text.
  }
  throw refuse(secretName, 'a percent sign in it does not begin an encoded character (write %25 for the sign itself)');
}

function refuse(secretName: string, why: string): PlanError {
  return planError('DATABASE_SETTINGS', `the database URI (${secretName}) cannot be used: ${why}`);
}
