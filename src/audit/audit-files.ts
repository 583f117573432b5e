import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type AuditPiece, auditLogPath, readAuditLog } from '../apply/audit-log/read-audit-log.ts';
import { findApprovals } from '../approve/find-approvals.ts';
import { sha256 } from '../support/digest.ts';
import { planError } from '../support/errors.ts';

/** A file with the bytes that it had when it was read, once. */
export interface ReadFile {
  readonly name: string;
  readonly path: string;
  readonly bytes: Buffer;
  readonly digest: string;
}

/** What lies beside a plan and tells of it. */
export interface AuditFiles {
  readonly planPath: string;
  readonly logPath: string;
  readonly pieces: readonly AuditPiece[];
  /** By name: those of this plan's name, and what the log names besides. */
  readonly receipts: ReadonlyMap<string, ReadFile>;
  readonly approvals: readonly ReadFile[];
}

/**
 * Reads the audit log of a plan, its receipts and its approvals.
 * @param named approvals that lie elsewhere
 * @throws PlanError FILE_UNREADABLE
 */
export async function readAuditFiles(planPath: string, named: readonly string[] = []): Promise<AuditFiles> {
  const logPath = auditLogPath(planPath);
  const pieces = await readAuditLog(logPath);
  const folder = dirname(planPath);
  const isOurs = (name: string): boolean => name.startsWith(`${basename(planPath)}.receipt-`) && name.endsWith('.json');
  const present = await readdir(folder);
  const listed = pieces.flatMap(({ line }) =>
    line?.file === undefined || line.event === 'approved' ? [] : [line.file],
  );
  const names = [...new Set([...present.filter(isOurs), ...listed.filter((name) => present.includes(name))])].sort();
  const receipts = await Promise.all(names.map((name) => read(join(folder, name))));
  const approvals = [
    ...findApprovals(planPath, []),
    ...findApprovals(planPath, [], 'discard-mas-changes'),
    ...(named.length > 0 ? findApprovals(planPath, named) : []),
  ];
  return {
    planPath,
    logPath,
    pieces,
    receipts: new Map(receipts.map((file) => [file.name, file])),
    approvals: approvals.map(({ path, bytes }) => asRead(path, Buffer.from(bytes))),
  };
}

async function read(path: string): Promise<ReadFile> {
  try {
    return asRead(path, await readFile(path));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw planError('FILE_UNREADABLE', `${path} cannot be read (${code}).`, { place: { file: path } }, error);
  }
}

function asRead(path: string, bytes: Buffer): ReadFile {
  return { name: basename(path), path, bytes, digest: sha256(bytes) };
}
