import { constants, type FileHandle, open } from 'node:fs/promises';
import { PlanError, planError } from '../../support/errors.ts';
import { type AuditLine, hashOfLine, readAuditLine } from './audit-line.ts';

/** Something between two line ends of an audit log. */
export interface AuditPiece {
  /** From 1. */
  readonly number: number;
  readonly bytes: Buffer;
  /** Undefined: it is no line of an audit log. */
  readonly line: AuditLine | undefined;
  /** The line's own hash is that of its bytes. */
  readonly isIntact: boolean;
  /** False: the file ends without a line end. */
  readonly isEnded: boolean;
}

/** The audit log of a plan: `PLAN.audit.jsonl`, beside it. */
export function auditLogPath(planPath: string): string {
  return `${planPath}.audit.jsonl`;
}

/**
 * Reads an audit log piece by piece; nothing where there is none.
 * @throws PlanError FILE_UNREADABLE
 */
export async function readAuditLog(path: string): Promise<readonly AuditPiece[]> {
  const unreadable = (why: string, cause?: unknown): Error =>
    planError('FILE_UNREADABLE', `${path} cannot be read (${why}).`, { place: { file: path } }, cause);
  let file: FileHandle | undefined;
  try {
    // Without O_NONBLOCK, opening a pipe would wait for ever.
    file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    if (!(await file.stat()).isFile()) throw unreadable('no regular file');
    return splitAuditLog(await file.readFile());
  } catch (error) {
    if (error instanceof PlanError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    if (code === 'ENOENT') return [];
    throw unreadable(code, error);
  } finally {
    await file?.close();
  }
}

/** The pieces of an audit log. */
export function splitAuditLog(bytes: Buffer): readonly AuditPiece[] {
  const pieces: AuditPiece[] = [];
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(lineEnd, start);
    const piece = bytes.subarray(start, end < 0 ? bytes.length : end);
    const line = readAuditLine(piece);
    const isIntact = line !== undefined && line.hash === hashOfLine(piece);
    pieces.push({ number: pieces.length + 1, bytes: piece, line, isIntact, isEnded: end >= 0 });
    start += piece.length + 1;
  }
  return pieces;
}

const lineEnd = 0x0a;
