import type { ErrorEntry } from './error-entry.ts';

/** What can be wrong with what a command is given: words, files, configurations, databases. */
export const inputErrors = {
  USAGE: { exitCode: 3, meaning: 'The command line is not understood.', remedy: 'See syn2mas-plan --help.' },
  FILE_UNREADABLE: {
    exitCode: 3,
    meaning: 'A file that was named cannot be read.',
    remedy: 'Check the path and that this user may read the file.',
  },
  FILE_UNWRITABLE: {
    exitCode: 3,
    meaning: 'A file cannot be written.',
    remedy: 'Check the directory, its rights and the free space.',
  },
  TOKEN_FILE_OPEN: {
    exitCode: 3,
    meaning: 'The file of --token-file may be read by others than its owner.',
    remedy: 'Take the rights of others away: chmod 600 FILE.',
  },
  CONFIG_YAML: {
    exitCode: 3,
    meaning: 'A configuration file is not YAML.',
    remedy: 'Correct the file at the place that is shown.',
  },
  CONFIG_EMPTY: {
    exitCode: 3,
    meaning: 'No file that was given holds a mapping of options.',
    remedy: 'Give the configuration that the service itself is started with.',
  },
  CONFIG_MISSING_KEY: {
    exitCode: 3,
    meaning: 'An option without which the service does not start is absent.',
    remedy: 'Give all the files that the service is started with.',
  },
  CONFIG_WRONG_TYPE: {
    exitCode: 3,
    meaning: 'An option holds a value of the wrong type.',
    remedy: 'Correct the value at the place that is shown.',
  },
  CONFIG_DATABASE: {
    exitCode: 3,
    meaning: 'The database section cannot be used.',
    remedy: 'Correct the section, or give --synapse-database-uri or --mas-database-uri.',
  },
  CONFIG_UNPATCHABLE: {
    exitCode: 3,
    meaning: 'A configuration file cannot be changed without a risk for what else it says.',
    remedy: 'Write the option at the place that is shown in a plain way, or remove it by hand; then plan again.',
  },
  DATABASE_UNREACHABLE: {
    exitCode: 3,
    meaning: 'No connection to the database server.',
    remedy: 'Check host, port, socket directory and that the server runs.',
  },
  DATABASE_AUTH: {
    exitCode: 3,
    meaning: 'The server refuses this user or password.',
    remedy: 'Check user, password and pg_hba.conf.',
  },
  DATABASE_MISSING: {
    exitCode: 3,
    meaning: 'The server has no database of this name.',
    remedy: 'Check the name of the database.',
  },
  DATABASE_TLS: {
    exitCode: 3,
    meaning: 'TLS with the database server failed.',
    remedy: 'Check sslmode, sslrootcert and the certificate of the server.',
  },
  DATABASE_TOO_OLD: {
    exitCode: 3,
    meaning: 'The server is older than PostgreSQL 13.',
    remedy: 'Upgrade PostgreSQL; Synapse and MAS need it too.',
  },
  DATABASE_SETTINGS: {
    exitCode: 3,
    meaning: 'The settings of a connection cannot be used.',
    remedy: 'Correct the setting that is named.',
  },
  DATABASE_RIGHTS: {
    exitCode: 3,
    meaning: 'This role may not read what is needed.',
    remedy: 'Use the role that the service itself uses, or grant SELECT.',
  },
  DATABASE_POOLED: {
    exitCode: 3,
    meaning: 'A connection pooler gives every transaction another session of the server.',
    remedy:
      'Connect to PostgreSQL itself, or to a pool in session mode: with --synapse-database-uri or --mas-database-uri, as the configuration of the service may stay.',
  },
  DATABASE_ENCODING: {
    exitCode: 3,
    meaning: "Synapse's database is in SQL_ASCII and holds text that is not UTF-8.",
    remedy:
      "Correct these rows in Synapse, for example with convert_from(convert_to(COLUMN, 'SQL_ASCII'), 'LATIN1') if they are in LATIN1. Better, dump the database and restore it into one in UTF8, without which Synapse does not start.",
  },
  DATABASE_QUERY: { exitCode: 3, meaning: 'The database refused a query.', remedy: 'See the message of the server.' },
  DATABASE_NOT_SYNAPSE: {
    exitCode: 3,
    meaning: "The database is not one of Synapse's.",
    remedy:
      'Check the database section that is named, and that the search_path of the role has the schema of its tables.',
  },
  DATABASE_NOT_MAS: {
    exitCode: 3,
    meaning: 'The database does not hold the schema of MAS.',
    remedy:
      'Run mas-cli database migrate, or check the database section that is named, and that the search_path of the role has the schema of its tables.',
  },
  DATABASE_SAME: {
    exitCode: 3,
    meaning: 'Synapse and MAS are configured with the same database.',
    remedy: 'Give MAS a database of its own.',
  },
  SQLITE_UNREADABLE: {
    exitCode: 3,
    meaning: 'The SQLite database of Synapse cannot be opened.',
    remedy:
      'Check the path in database.args, and that this user may read the file, its folder and what lies beside it. Where Synapse runs in a container, --synapse-path says where its folders are here.',
  },
  SQLITE_DAMAGED: {
    exitCode: 3,
    meaning: 'SQLite finds the database damaged, or unlike what Synapse makes.',
    remedy:
      'Stop Synapse, let the command line of SQLite run PRAGMA integrity_check on the file, and restore a backup where it finds something.',
  },
  SQLITE_CHANGING: {
    exitCode: 3,
    meaning: 'The SQLite database was written while it was read, each time.',
    remedy: 'Try again when less happens, or stop Synapse first.',
  },
  SQLITE_VALUE: {
    exitCode: 3,
    meaning: 'The SQLite database holds values that PostgreSQL, and so MAS, cannot hold.',
    remedy:
      'Stop Synapse, make a backup, and correct these rows with the command line of SQLite, by their rowid; then run the command again.',
  },
  SQLITE_PORTED: {
    exitCode: 3,
    meaning: 'The SQLite database is being ported to PostgreSQL.',
    remedy:
      'Let synapse_port_db end, start Synapse on PostgreSQL and let it run until its table background_updates is empty; then plan with that database. Or give the port up: end it, and plan with the SQLite database.',
  },
  UNKNOWN_ID: {
    exitCode: 3,
    meaning: 'There is no finding, error code or step of this name.',
    remedy: 'Run explain without a name for the list.',
  },
  DEMO_POSTGRES: {
    exitCode: 3,
    meaning: 'The demo found no PostgreSQL to run on.',
    remedy: 'Run it from a checkout after npm ci, or give --postgres-uri.',
  },
  LINKS_INVALID: {
    exitCode: 3,
    meaning: 'The file of --links is no CSV file of user, provider and subject, or too large.',
    remedy:
      'Correct it at the place that is shown. At most 1,000 links in 256 KiB: give more to Synapse (external_ids of its admin API) before planning.',
  },
} as const satisfies Record<string, ErrorEntry>;
