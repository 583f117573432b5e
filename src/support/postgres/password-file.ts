import { Secret } from '../secret.ts';
import { socketDirectories } from './socket-directories.ts';

/** What a line of a password file is compared with. */
export interface PasswordQuestion {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
}

/**
 * The password of the first line `host:port:database:user:password` that fits; `*` fits everything, a backslash
 * keeps a colon or a backslash. https://www.postgresql.org/docs/current/libpq-pgpass.html
 */
export function findPassword(text: string, question: PasswordQuestion, secretName: string): Secret | undefined {
  // libpq looks a socket in its default directory up as localhost.
  const host = socketDirectories.includes(question.host) ? 'localhost' : question.host;
  const wanted = [host, String(question.port), question.database, question.user];
  for (const line of text.split(/\r?\n/)) {
    if (line === '' || line.startsWith('#')) continue;
    const [password, ...fields] = splitLine(line);
    if (password === undefined) continue;
    if (!wanted.every((value, index) => fields[index] === '*' || unescaped(fields[index] ?? '') === value)) continue;
    return password === '' ? undefined : new Secret(secretName, unescaped(password));
  }
  return undefined;
}

/** Whether libpq would use the file: a plain file that nobody but its owner may touch. */
export function isPrivateFile(mode: number): boolean {
  return (mode & 0o170000) === 0o100000 && (mode & 0o077) === 0;
}

/** The password, then the four fields before it, all still escaped: a lone `*` differs from `\*`. */
function splitLine(line: string): readonly string[] {
  const match = /^((?:\\.|[^:\\])*):((?:\\.|[^:\\])*):((?:\\.|[^:\\])*):((?:\\.|[^:\\])*):(.*)$/.exec(line);
  return match ? [match[5] ?? '', ...match.slice(1, 5)] : [];
}

function unescaped(field: string): string {
  return field.replaceAll(/\\(.)/g, '$1');
}
