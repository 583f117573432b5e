import type { Finding } from '../../../src/plan/types.gen.ts';
import type { SynapseRows } from '../../support/synapse-rows.ts';

/** A finding of a case, in the words of its query. */
export interface Expected {
  readonly what: string;
  /** Default: none. */
  readonly planned?: string;
  /** What the finding says after the fact. */
  readonly more?: string;
  readonly count: number;
  readonly samples: readonly string[];
}

/** A database that breaks one rule. */
export interface Case {
  readonly rule: string;
  readonly severity?: Finding['severity'];
  /** Of the step that asserts it again. */
  readonly assertion?: string;
  readonly break: (rows: SynapseRows) => SynapseRows;
  readonly finds: readonly Expected[];
}

/** `u1`, `u2`, … */
export const users = (from: number, to: number): readonly string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => `u${from + index}`);
/** The same rows for each of these. */
export const eachOf =
  (names: readonly string[], add: (rows: SynapseRows, name: string) => SynapseRows) => (rows: SynapseRows) =>
    names.reduce(add, rows);
/** As an old Synapse made them: packets of four digits of length, a name and a value; base64url without padding. */
export const macaroon = Buffer.from('0021location matrix.example.org\n0013identifier key\n').toString('base64url');
/** Of somebody who does not exist. */
export const lost = (n: number) => ({ user_id: `@lost${n}:example.org` });
