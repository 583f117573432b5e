import { constants, type FileHandle, open } from 'node:fs/promises';
import { sha256 } from '../../support/digest.ts';
import { PlanError, planError } from '../../support/errors.ts';
import { withLockFile } from '../../support/with-lock-file.ts';
import { syncDirectoryOf } from '../files/write-new-file.ts';
import { type AuditEvent, type AuditLine, noHash, writeAuditLine } from './audit-line.ts';
import { type AuditPiece, auditLogPath, splitAuditLog } from './read-audit-log.ts';

/** The audit log of a plan while nobody else writes it. */
export interface OpenAuditLog {
  /**
   * Adds a line: one write at the end of the file, on disk when this returns. What a killed run left of a line stays where it is: the
   * new line says its digest and follows on from the last one that is whole.
   * @throws PlanError FILE_UNWRITABLE
   */
  append(event: AuditEvent): Promise<Pick<AuditLine, 'sequence' | 'hash'>>;
}

/**
 * Works with the audit log of a plan, never two processes at once.
 * @throws what the work throws; PlanError FILE_UNWRITABLE where the log cannot be had alone
 */
export async function withAuditLog<T>(
  planPath: string,
  clock: () => Date,
  work: (log: OpenAuditLog) => Promise<T>,
): Promise<T> {
  const path = auditLogPath(planPath);
  return await withLockFile(`${path}.lock`, () =>
    work({
      append: async (event) => {
        try {
          return await append(path, event, clock);
        } catch (error) {
          if (error instanceof PlanError) throw error;
          const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
          throw unwritable(path, code, error);
        }
      },
    }),
  );
}

async function append(path: string, event: AuditEvent, clock: () => Date): ReturnType<OpenAuditLog['append']> {
  // Neither a link to some other file, nor a pipe that nobody reads.
  const flags = constants.O_RDWR | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const file = await open(path, flags, 0o644);
  try {
    if (!(await file.stat()).isFile()) throw unwritable(path, 'no regular file');
    const pieces = splitAuditLog(await file.readFile());
    const { last, rest } = lastLine(pieces);
    const place = {
      sequence: (last?.line.sequence ?? 0) + 1,
      time: clock().toISOString(),
      ...(rest.length > 0 && { torn: digestOf(rest) }),
      previous: last?.line.hash ?? noHash,
    };
    const text = writeAuditLine(event, place);
    await writeAtOnce(file, path, `${pieces.at(-1)?.isEnded === false ? '\n' : ''}${text}\n`);
    if (pieces.length === 0) await syncDirectoryOf(path);
    return { sequence: place.sequence, hash: text.slice(-'sha256:"}'.length - 64, -2) };
  } finally {
    await file.close();
  }
}

/** The last line that can be read as one, and what follows it. An end of a line that was cut short is no line, unless it is whole. */
function lastLine(pieces: readonly AuditPiece[]): {
  readonly last: { readonly line: AuditLine } | undefined;
  readonly rest: readonly AuditPiece[];
} {
  const index = pieces.findLastIndex(({ line, isIntact, isEnded }) => line !== undefined && (isEnded || isIntact));
  const line = pieces[index]?.line;
  return { last: line && { line }, rest: pieces.slice(index + 1) };
}

/** Of pieces that are no lines, as they stand in the file: with the line ends between them. */
export function digestOf(pieces: readonly AuditPiece[]): string {
  return sha256(
    Buffer.concat(pieces.flatMap(({ bytes }, index) => (index === 0 ? [bytes] : [Buffer.from('\n'), bytes]))),
  );
}

async function writeAtOnce(file: FileHandle, path: string, text: string): Promise<void> {
  const bytes = Buffer.from(text);
  const { bytesWritten } = await file.write(bytes);
  if (bytesWritten !== bytes.length) throw unwritable(path, `only ${bytesWritten} of ${bytes.length} bytes were taken`);
  await file.sync();
}

function unwritable(path: string, why: string, cause?: unknown): Error {
  return planError('FILE_UNWRITABLE', `${path} cannot be written (${why}).`, { place: { file: path } }, cause);
}
