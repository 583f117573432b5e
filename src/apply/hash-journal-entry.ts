import { sha256 } from '../support/digest.ts';

/** What an entry of the journal says, as the texts that are hashed. */
export interface JournalTexts {
  readonly run: string;
  readonly planId: string;
  readonly event: string;
  readonly transactionId: string;
  /** `2026-01-31T12:00:00.000000Z`: six digits, UTC. */
  readonly at: string;
  readonly by: string;
  readonly toolVersion: string;
  /** Empty where there is none. */
  readonly startedHash: string;
  /** The very text of the JSON. */
  readonly details: string;
  readonly previous: string;
}

/** The hash of an entry: of its texts in this order, each with its length in bytes and a colon before it and a comma after it. */
export function hashJournalEntry(entry: JournalTexts): string {
  const { run, planId, event, transactionId, at, by, toolVersion, startedHash, details, previous } = entry;
  const texts = [run, planId, event, transactionId, at, by, toolVersion, startedHash, details, previous];
  return sha256(texts.map((text) => `${Buffer.byteLength(text)}:${text},`).join(''));
}
