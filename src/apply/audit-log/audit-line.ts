import { compiledSchema } from '../../support/compiled-schema.ts';
import { sha256 } from '../../support/digest.ts';
import type { Receipt } from '../receipt.ts';

/** Something that happened to a plan, for its audit log. */
export interface AuditEvent
  extends Partial<Pick<Receipt, 'run' | 'command' | 'code' | 'transactionId' | 'journal' | 'continues'>> {
  /** `started`, or the outcome with which a run ended, or what else is worth a line. */
  readonly event: 'started' | Receipt['outcome'] | 'receipt-found' | 'approved';
  readonly planId: string;
  readonly by: string;
  /** The version of this program. */
  readonly tool: string;
  /** The receipt or the approval, which lies beside the log. */
  readonly file?: string;
  /** Of the bytes of that file. */
  readonly digest?: string;
}

/** One line of the audit log. plan-schema/audit-line.schema.json says the same to programs. */
export interface AuditLine extends AuditEvent {
  readonly formatVersion: '1.0';
  readonly sequence: number;
  /** ISO 8601, UTC. */
  readonly time: string;
  /** Of what stands before this line and is none. */
  readonly torn?: string;
  /** The hash of the line before. */
  readonly previous: string;
  readonly hash: string;
}

/** What the first line says of the one before. */
export const noHash = `sha256:${'0'.repeat(64)}`;

/** The text of a line without its line end: JSON, whose last field is the hash of all the bytes before that field. */
export function writeAuditLine(
  event: AuditEvent,
  place: Omit<AuditLine, keyof AuditEvent | 'formatVersion' | 'hash'>,
): string {
  const { run, command, by, tool, code, transactionId, journal, continues, file, digest } = event;
  const line: Omit<AuditLine, 'hash'> = {
    formatVersion: '1.0',
    sequence: place.sequence,
    time: place.time,
    event: event.event,
    planId: event.planId,
    ...(run !== undefined && { run }),
    ...(command !== undefined && { command }),
    by,
    tool,
    ...(code !== undefined && { code }),
    ...(transactionId !== undefined && { transactionId }),
    ...(journal !== undefined && { journal }),
    ...(continues !== undefined && { continues }),
    ...(file !== undefined && { file }),
    ...(digest !== undefined && { digest }),
    ...(place.torn !== undefined && { torn: place.torn }),
    previous: place.previous,
  };
  const hashed = JSON.stringify(line).slice(0, -1);
  return `${hashed},"hash":"${sha256(hashed)}"}`;
}

/** Reads the bytes of a line without its line end; undefined where it is none. Its hash may be wrong. */
export function readAuditLine(bytes: Buffer): AuditLine | undefined {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
  const validate = compiledSchema<AuditLine>('audit-line');
  // The hash that counts is the one that ends the line, not one that JSON.parse took from elsewhere.
  return validate(value) && bytes.toString('latin1').endsWith(`,"hash":"${value.hash}"}`) ? value : undefined;
}

/** The hash that a line must have. */
export function hashOfLine(bytes: Buffer): string {
  return sha256(bytes.subarray(0, bytes.length - endLength));
}

/** `,"hash":"sha256:…"}` */
const endLength = `,"hash":"${noHash}"}`.length;
