import { Secret } from '../support/secret.ts';
import { type ConfigPath, formatPath, type ScalarValue } from './config-node.ts';
import { isTruthy } from './python-truth.ts';
import { readUri } from './read-uri.ts';
import type { Reading } from './reading.ts';
import { isSecretKey } from './secret-options.ts';
import type { SynapseConfig, SynapseDatabase } from './synapse-config.ts';

type PlacedDatabase = SynapseConfig['database'];

/**
 * Reads `database`, or of `databases` the one that holds the store `main`, as Synapse chooses and psycopg2 takes it.
 * An override stands for the whole section. Undefined after a problem was reported.
 */
export function readSynapseDatabase(
  reading: Reading,
  override: SynapseDatabase | undefined,
): PlacedDatabase | undefined {
  if (override) return { ...override, place: reading.place(['database']) };
  const path = findSection(reading);
  if (!path) return undefined;
  if (path[0] === 'database_path') return sqlite(reading, path, path);
  if (reading.keys(path) === undefined) return undefined;
  const engine = reading.text([...path, 'name']) ?? 'sqlite3';
  if (engine === 'sqlite3') return sqlite(reading, path, [...path, 'args', 'database']);
  if (engine !== 'psycopg2') {
    reading.report('CONFIG_DATABASE', [...path, 'name'], 'the database engine must be psycopg2 or sqlite3');
    return undefined;
  }
  const args = [...path, 'args'];
  return {
    engine,
    settings: { parameters: readArgs(reading, args), from: [reading.from(args)] },
    place: reading.place(path),
  };
}

function sqlite(reading: Reading, path: ConfigPath, key: ConfigPath): PlacedDatabase | undefined {
  const file = reading.text(key);
  const isUri = isTruthy(reading.tree.node([...path, 'args', 'uri']));
  if (file !== undefined && file !== '' && file !== ':memory:' && !isUri) {
    return { engine: 'sqlite3', file, from: reading.from(key), place: reading.place(key) };
  }
  const what = isUri ? 'is a URI of SQLite, which is not read' : 'names no file of SQLite';
  reading.report(
    'CONFIG_DATABASE',
    key,
    `${formatPath(key)} ${what}`,
    'Name the file: --synapse-database-uri sqlite:///PATH.',
  );
  return undefined;
}

/** Empty sections count as absent, as in Synapse. */
function findSection(reading: Reading): ConfigPath | undefined {
  const { tree } = reading;
  const [hasOne, hasSeveral, hasPath] = ['database', 'databases', 'database_path'].map((key) =>
    isTruthy(tree.node([key])),
  );
  if (hasSeveral && (hasOne || hasPath)) {
    const other = hasOne ? 'database' : 'database_path';
    reading.report(
      'CONFIG_DATABASE',
      ['databases'],
      `databases and ${other} are both set; Synapse takes only one of them`,
    );
    return undefined;
  }
  if (hasSeveral) return findMain(reading);
  if (hasOne) return ['database'];
  if (hasPath) return ['database_path'];
  reading.report('CONFIG_MISSING_KEY', ['database'], 'there is no database section');
  return undefined;
}

function findMain(reading: Reading): ConfigPath | undefined {
  const labels = reading.keys(['databases']) ?? [];
  const mains = labels.filter((label) => {
    const stores = ['databases', label, 'data_stores'];
    // Without data_stores a database holds all stores.
    return !reading.has(stores) || (reading.items(stores) ?? []).some((item) => reading.text(item) === 'main');
  });
  const [main, second] = mains;
  if (main !== undefined && second === undefined) return ['databases', main];
  const count = main === undefined ? 'none' : 'more than one';
  reading.report('CONFIG_DATABASE', ['databases'], `of the databases, ${count} holds the data store main`);
  return undefined;
}

/** psycopg2 turns every value into a string; None counts as not given. */
function readArgs(reading: Reading, args: ConfigPath): Readonly<Record<string, string | Secret>> {
  const parameters: Record<string, string | Secret> = {};
  for (const key of reading.keys(args) ?? []) {
    if (key.startsWith('cp_') || notForLibpq.has(key) || !reading.has([...args, key])) continue;
    if (key === 'dsn') Object.assign(parameters, readDsn(reading, [...args, key]));
    else Object.assign(parameters, readArg(reading, [...args, key], key === 'database' ? 'dbname' : key));
  }
  if (reading.has([...args, 'database']) && reading.has([...args, 'dbname'])) {
    reading.report(
      'CONFIG_DATABASE',
      [...args, 'database'],
      'database and dbname are both set; psycopg2 takes only one of them',
    );
  }
  return parameters;
}

/** Arguments of psycopg2 and of Synapse's own that no libpq keyword stands for. */
const notForLibpq = new Set(['connection_factory', 'cursor_factory', 'async', 'async_']);

function readArg(reading: Reading, path: ConfigPath, keyword: string): Readonly<Record<string, string | Secret>> {
  const node = reading.tree.node(path);
  const text = node?.kind === 'scalar' ? pythonString(node.value) : undefined;
  if (text === undefined) {
    reading.report('CONFIG_WRONG_TYPE', path, `${formatPath(path)} must be a string or a number`);
    return {};
  }
  return { [keyword]: isSecretKey(path) ? new Secret(formatPath(path), text) : text };
}

function pythonString(value: ScalarValue): string | undefined {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint'
    ? String(value)
    : undefined;
}

function readDsn(reading: Reading, path: ConfigPath): Readonly<Record<string, string | Secret>> {
  const dsn = reading.text(path) ?? '';
  if (!/^postgres(ql)?:\/\//.test(dsn)) {
    reading.report(
      'CONFIG_DATABASE',
      path,
      `${formatPath(path)} is no URI`,
      'Write the arguments one by one, or give --synapse-database-uri.',
    );
    return {};
  }
  return readUri(reading, path, dsn);
}
