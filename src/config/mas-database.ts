import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ConnectionSettings } from '../support/postgres/connection-settings.ts';
import { Secret } from '../support/secret.ts';
import type { MasConfig } from './mas-config.ts';
import { unreadable } from './read-source-files.ts';
import { readUri } from './read-uri.ts';
import type { Reading } from './reading.ts';

type Parameters = Readonly<Record<string, string | Secret>>;

/**
 * Reads `database` as MAS does and says it in libpq keywords. Relative files start at `cwd`, MAS's own. An override
 * stands for the whole section.
 */
export function readMasDatabase(
  reading: Reading,
  cwd: string,
  override: ConnectionSettings | undefined,
): MasConfig['database'] {
  const place = reading.tree.place(['database']);
  const at = place ? { place } : {};
  if (override) return { settings: override, ...at };
  if (!reading.has(['database'])) {
    const files = reading.tree.files.map((file) => file.path).join(', ') || 'the configuration of MAS';
    return { settings: { parameters: {}, from: [`no database section in ${files}: libpq defaults`] }, ...at };
  }
  const from = [reading.from(['database'])];
  if (reading.keys(['database']) === undefined) return { settings: { parameters: {}, from }, ...at };
  reportContradictions(reading);
  const uri = reading.text(['database', 'uri']);
  const split = uri === undefined ? readSplit(reading, cwd) : readUri(reading, ['database', 'uri'], uri);
  return { settings: { parameters: { ...split, ...readTls(reading, cwd) }, from }, ...at };
}

const splitOptions = ['host', 'port', 'socket', 'username', 'password', 'password_file', 'database'];

function reportContradictions(reading: Reading): void {
  const has = (key: string) => reading.has(['database', key]);
  const report = (key: string, message: string) => reading.report('CONFIG_DATABASE', ['database', key], message);
  const split = splitOptions.filter(has);
  if (has('uri') && split.length > 0) report('uri', `database.uri and database.${split.join(', ')} exclude each other`);
  for (const key of ['password', 'ssl_ca', 'ssl_certificate', 'ssl_key']) {
    if (has(key) && has(`${key}_file`)) report(key, `database.${key} and database.${key}_file exclude each other`);
  }
  const hasKey = has('ssl_key') || has('ssl_key_file');
  const hasCertificate = has('ssl_certificate') || has('ssl_certificate_file');
  if (hasKey !== hasCertificate) {
    const key = ['ssl_key', 'ssl_key_file', 'ssl_certificate', 'ssl_certificate_file'].find(has) ?? 'ssl_key';
    report(key, 'a client certificate and its key must be set together');
  }
}

function readSplit(reading: Reading, cwd: string): Parameters {
  const text = (key: string) => reading.text(['database', key]);
  const port = reading.integer(['database', 'port']);
  const password = reading.secret(['database', 'password']) ?? readPasswordFile(reading, cwd);
  return defined({
    // A socket directory goes before a host, as in MAS; libpq takes either under the same name.
    host: text('socket') ?? text('host'),
    port: port === undefined ? undefined : String(port),
    user: text('username'),
    password,
    dbname: text('database'),
  });
}

function readPasswordFile(reading: Reading, cwd: string): Secret | undefined {
  const path = reading.text(['database', 'password_file']);
  if (path === undefined) return undefined;
  try {
    return new Secret('database.password_file', readFileSync(resolve(cwd, path), 'utf8').trim());
  } catch (error) {
    reading.report('FILE_UNREADABLE', ['database', 'password_file'], unreadable(resolve(cwd, path), error).message);
    return undefined;
  }
}

function readTls(reading: Reading, cwd: string): Parameters {
  const sslmode = reading.text(['database', 'ssl_mode']);
  if (sslmode !== undefined && !sslModes.has(sslmode)) {
    reading.report(
      'CONFIG_DATABASE',
      ['database', 'ssl_mode'],
      `database.ssl_mode must be one of ${[...sslModes].join(', ')}`,
    );
  }
  for (const key of ['ssl_ca', 'ssl_certificate', 'ssl_key']) {
    if (!reading.has(['database', key])) continue;
    const remedy = `Put it into a file and name that file in database.${key}_file, or give --mas-database-uri.`;
    reading.report(
      'CONFIG_DATABASE',
      ['database', key],
      `database.${key} holds a certificate or key itself; only files are supported`,
      remedy,
    );
  }
  const file = (key: string) => {
    const path = reading.text(['database', key]);
    return path === undefined ? undefined : resolve(cwd, path);
  };
  return defined({
    sslmode,
    sslrootcert: file('ssl_ca_file'),
    sslcert: file('ssl_certificate_file'),
    sslkey: file('ssl_key_file'),
  });
}

const sslModes = new Set(['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full']);

function defined(parameters: Readonly<Record<string, string | Secret | undefined>>): Parameters {
  return Object.fromEntries(
    Object.entries(parameters).filter((entry): entry is [string, string | Secret] => entry[1] !== undefined),
  );
}
