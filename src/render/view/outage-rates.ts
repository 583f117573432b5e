/** How fast rows were once moved. What an estimate is made from is said with it. */
export interface OutageRates {
  readonly origin: string;
  /** Rows a second of the copy into each table of MAS; `others` for tables that were not measured. */
  readonly copies: Readonly<Record<string, number>>;
  readonly others: number;
  /** Of all tables together: constraints and indexes built again, statistics gathered. */
  readonly restore: number;
  /** Rows of Synapse a second: every check and the accounting, once more while everything stands still. */
  readonly checks: number;
  /** Measured servers are rarely those of the reader: so many times as long is called possible. */
  readonly slower: number;
}
