/** Something that happened since the cutover and that the way back loses, with how often. */
export interface Loss {
  /** Its name, in the plan, in receipts and in approvals. */
  readonly loss: string;
  readonly title: string;
  readonly consequence: string;
  readonly count: number;
}
