/** Where a database of SQLite is. The plan holds it. */
export interface SqliteLocation {
  readonly engine: 'sqlite3';
  /** Absolute. */
  readonly path: string;
  /** Who said so. */
  readonly from: string[];
}
