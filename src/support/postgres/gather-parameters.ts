import type { Problem } from '../errors.ts';
import { Secret } from '../secret.ts';
import type { ConnectionSettings } from './connection-settings.ts';
import type { ConnectionSurroundings } from './connection-surroundings.ts';
import { isPoolKeyword, libpqKeywords } from './libpq-keywords.ts';
import { secretKeywords } from './parse-uri.ts';
import { readService } from './service-file.ts';

/** A value and who gave it. */
export interface Parameter {
  readonly value: string;
  /** The value as it may be shown: `[secret:…]` for a Secret. */
  readonly shown: string;
  readonly from: string;
}

/** Connection parameters by keyword, from everyone who may say something. */
export interface GatheredParameters {
  readonly parameters: ReadonlyMap<string, Parameter>;
  /** Who said something that is used, the strongest first. */
  readonly from: readonly string[];
  /** Keys that libpq does not know, and files that it would not use. */
  readonly ignored: readonly string[];
}

/**
 * Parameters in libpq's order: what was said outright, then the service file, then the environment. An empty
 * value that was said outright still hides a weaker one, and afterwards means the default.
 * Problems with the service file go to `report`.
 */
export function gatherParameters(
  settings: ConnectionSettings,
  surroundings: ConnectionSurroundings,
  report: (problem: Problem) => void,
): GatheredParameters {
  const parameters = new Map<string, Parameter>();
  const from = new Set(settings.from);
  const ignored: string[] = [];
  const add = (keyword: string, value: string, origin: string): void => {
    if (parameters.has(keyword)) return;
    parameters.set(keyword, { value, shown: secretKeywords.has(keyword) ? `[secret:${origin}]` : value, from: origin });
    if (usedKeywords.has(keyword)) from.add(origin);
  };

  const origin = settings.from.join(', ') || 'the settings';
  for (const [key, given] of Object.entries(settings.parameters)) {
    const value = given instanceof Secret ? given.reveal() : given;
    // psycopg2 still takes the old name.
    const keyword = key === 'database' && !('dbname' in settings.parameters) ? 'dbname' : key;
    if (libpqKeywords.has(keyword)) parameters.set(keyword, { value, shown: String(given), from: origin });
    else if (!isPoolKeyword(keyword)) ignored.push(keyword);
  }

  const { env } = surroundings;
  const service = parameters.get('service')?.value || env.PGSERVICE;
  if (service) {
    const file = parameters.get('servicefile')?.value || env.PGSERVICEFILE || undefined;
    const found = readService(service, file, surroundings, report);
    for (const [keyword, value] of found?.parameters ?? []) add(keyword, value, found?.from ?? '');
  }
  for (const [keyword, variable] of libpqKeywords) {
    const value = variable === undefined ? undefined : env[variable];
    if (variable !== undefined && value !== undefined) add(keyword, value, variable);
  }
  return { parameters, from: [...from], ignored: ignored.sort() };
}

/** Keywords that change where or how we connect. The rest of libpq's has no meaning for a connection of ours. */
const usedKeywords: ReadonlySet<string> = new Set(
  `host hostaddr port dbname user password options connect_timeout target_session_attrs sslmode requiressl
  sslnegotiation sslrootcert sslcrl sslcert sslkey sslpassword sslcertmode ssl_min_protocol_version
  ssl_max_protocol_version`.split(/\s+/),
);
