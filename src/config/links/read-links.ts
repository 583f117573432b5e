import { readFileSync } from 'node:fs';
import { sha256 } from '../../support/digest.ts';
import { type Place, PlanError, type Problem, throwProblems } from '../../support/errors.ts';
import { unreadable } from '../read-source-files.ts';
import { type CsvField, parseCsv } from './parse-csv.ts';

/** One link that somebody asks for. */
export interface GivenLink {
  /** Of its record in the file, and its name in the plan. */
  readonly line: number;
  readonly user: string;
  /** synapse_idp_id */
  readonly provider: string;
  readonly subject: string;
  readonly places: Readonly<Record<'user' | 'provider' | 'subject', Place>>;
}

/** The file of `--links`. */
export interface LinksFile {
  readonly path: string;
  readonly sha256: string;
  readonly links: readonly GivenLink[];
}

/** All of them stand in the plan, several times: more belong into Synapse before the plan is made. */
const mostLinks = 1000;
const mostBytes = 256 * 1024;
const header = ['user', 'provider', 'subject'] as const;

/**
 * Reads a CSV file with the header `user,provider,subject`.
 * @throws PlanError FILE_UNREADABLE or LINKS_INVALID, all problems with their places
 */
export function readLinks(path: string): LinksFile {
  const bytes = readBytes(path);
  const invalid = (message: string, place?: Omit<Place, 'file'>): Problem => ({
    code: 'LINKS_INVALID',
    message: `${path}: ${message}.`,
    place: { file: path, ...place },
  });
  if (bytes.length > mostBytes) throwProblems([invalid(`it has more than ${mostBytes} bytes`)]);
  const { records, problems } = parseCsv(decode(bytes, invalid));
  const at = ({ line, column }: { readonly line: number; readonly column: number }) => ({ line, column });
  throwProblems(problems.map((problem) => invalid(problem.what, at(problem))));
  const [first, ...rest] = records;
  const names = (first ?? []).map(({ text }) => text);
  if (names.join() !== header.join())
    throwProblems([invalid(`its first line is not ${header.join()}`, { line: 1, column: 1 })]);
  if (rest.length > mostLinks) throwProblems([invalid(`it has more than ${mostLinks} links`)]);
  throwProblems([
    ...rest
      .filter((fields) => fields.length !== header.length)
      .map((fields) =>
        invalid(`${fields.length} fields, not ${header.length}`, at(fields[0] ?? { line: 1, column: 1 })),
      ),
    ...rest.flat().flatMap((field) => (field.text.includes('\0') ? [invalid('a NUL character', at(field))] : [])),
  ]);
  return { path, sha256: sha256(bytes), links: rest.map((fields) => toLink(path, fields)) };
}

function toLink(path: string, [user, provider, subject]: readonly CsvField[]): GivenLink {
  const place = (field: CsvField | undefined): Place => ({
    file: path,
    line: field?.line ?? 1,
    column: field?.column ?? 1,
  });
  return {
    line: user?.line ?? 1,
    user: user?.text ?? '',
    provider: provider?.text ?? '',
    subject: subject?.text ?? '',
    places: { user: place(user), provider: place(provider), subject: place(subject) },
  };
}

function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new PlanError([unreadable(path, error)], { cause: error });
  }
}

function decode(bytes: Uint8Array, invalid: (message: string) => Problem): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new PlanError([invalid('it is not UTF-8')]);
  }
}
