import { createHash } from 'node:crypto';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ClientBase } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { CopyStep } from '../plan/types.gen.ts';

/** The rows of one copy on their way out of Synapse's database. */
export interface Reading {
  readonly sql: string;
  /** Waits for its reader once `aheadBytes` lie in it. */
  readonly stream: Readable;
  /** Settles once the server has given all rows, or failed: then its session is free, or may only be closed. Never rejects. */
  readonly ended: Promise<void>;
  /** Calls back once where reading fails, at once where it has. */
  onFailure(told: (error: unknown) => void): void;
  /** Known once the stream has ended. */
  rows(): number;
  readonly counted: { readonly bytes: number };
  digest(): string;
}

/**
 * Begins to read what the SELECT of a step gives, as PostgreSQL's binary COPY, whether somebody takes it already or not.
 * @param aheadBytes how much may lie in memory before somebody does
 */
export function startReading(
  step: Pick<CopyStep, 'select'>,
  client: ClientBase,
  { aheadBytes, signal }: { readonly aheadBytes: number; readonly signal: AbortSignal },
): Reading {
  // On the line of SELECT itself, so that the line numbers of an error are those of the plan.
  const sql = `COPY (${step.select}\n) TO STDOUT (FORMAT binary)`;
  const output = client.query(copyTo(sql));
  let failure: { readonly error: unknown } | undefined;
  let told: ((error: unknown) => void) | undefined;
  output.on('error', (error) => {
    failure ??= { error };
    told?.(failure.error);
  });
  const hash = createHash('sha256');
  const counted = { bytes: 0 };
  const buffer = new Transform({
    readableHighWaterMark: aheadBytes,
    transform(chunk: Buffer, _encoding, done) {
      counted.bytes += chunk.length;
      hash.update(chunk);
      done(null, chunk);
    },
  });
  return {
    sql,
    stream: buffer,
    ended: pipeline(output, buffer, { signal }).catch(() => undefined),
    onFailure(callback) {
      if (failure) callback(failure.error);
      else told = callback;
    },
    rows: () => output.rowCount,
    counted,
    digest: () => `sha256:${hash.digest('hex')}`,
  };
}
