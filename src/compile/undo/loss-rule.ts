import type { DatabaseName } from '../../plan/types.gen.ts';

/** Something that a running MAS may have brought about since the cutover, and that the way back loses. */
export interface LossRule {
  /** The name, also of the template below templates/sql/undo/losses/ that counts it. */
  readonly loss: string;
  readonly database: DatabaseName;
  /** What is counted. */
  readonly title: string;
  /** What becomes of it. */
  readonly consequence: string;
  /** The tables whose rows it counts, each with columns without which this version of the service does not know of such things. */
  readonly needs: Readonly<Record<string, readonly string[]>>;
}
