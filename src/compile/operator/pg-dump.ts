import { shellWord } from '../../support/shell-word.ts';
import { note } from './operator-step.ts';

/** How its server is reached; never a password. */
export interface DumpedDatabase {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly sslmode: string;
}

/**
 * The command that dumps a database. The connection is one text of keywords, in which every value can be quoted:
 * https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING
 */
export function pgDump(database: DumpedDatabase, file: string): readonly string[] {
  const { host, port, user, sslmode } = database;
  // Several servers with ports of their own: no single pair of host and port names them.
  const isAmbiguous = host.includes(',') && host.includes(':');
  const keywords = {
    ...(isAmbiguous ? {} : { host, port: String(port) }),
    user,
    dbname: database.database,
    // What libpq does anyway, or cannot do on a socket, need not be said.
    ...(sslmode === 'prefer' || host.startsWith('/') ? {} : { sslmode }),
  };
  const connection = Object.entries(keywords).map(([keyword, value]) => `${keyword}=${quote(value)}`);
  return [
    ...(isAmbiguous ? [note(`Name one server of ${host} by PGHOST and PGPORT.`)] : []),
    `pg_dump --format=custom --file=${shellWord(file)} --dbname=${shellWord(connection.join(' '))}`,
  ];
}

function quote(value: string): string {
  return /^[^\s'\\=]+$/.test(value) ? value : `'${value.replaceAll(/['\\]/g, '\\$&')}'`;
}
