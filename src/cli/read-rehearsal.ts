import { readFileSync } from 'node:fs';
import { readReceipt } from '../apply/read-receipt.ts';
import type { Receipt } from '../apply/receipt.ts';
import type { MeasuredRun } from '../compile/estimate-from-rehearsal.ts';
import { unreadable } from '../config/read-source-files.ts';
import { sha256 } from '../support/digest.ts';
import { PlanError, planError } from '../support/errors.ts';

/**
 * What the receipt of `--rehearsal` measured.
 * @throws PlanError FILE_UNREADABLE; USAGE where it is no receipt, or of a run that did not copy everything
 */
export function readRehearsal(path: string): MeasuredRun {
  const bytes = read(path);
  const receipt = readReceipt(bytes);
  if (!receipt || !['rehearsed', 'applied'].includes(receipt.outcome) || receipt.accounting === undefined) {
    throw planError('USAGE', `--rehearsal: ${path} is no receipt of a rehearsal that went to its end.`, {
      place: { file: path },
      remedy: 'Give the file that apply --rehearse names as its receipt.',
    });
  }
  const { planId, startedAt, endedAt, by, databases, steps, accounting } = receipt;
  return {
    measured: {
      receipt: sha256(bytes),
      planId,
      at: startedAt.replace(/\.\d+/, ''),
      by,
      databases: describeDatabases(databases),
    },
    durationMs: Math.max(0, Date.parse(endedAt) - Date.parse(startedAt)),
    steps,
    sourceRows: accounting.reduce((sum, { rows }) => sum + rows, 0),
  };
}

function describeDatabases(databases: Receipt['databases']): MeasuredRun['measured']['databases'] {
  return (['synapse', 'mas'] as const).flatMap((database) => {
    const found = databases[database];
    if (!found) return [];
    return [{ database, name: found.name, serverVersion: found.serverVersion, copy: found.copy ?? false }];
  });
}

function read(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new PlanError([unreadable(path, error)], { cause: error });
  }
}
