/**
 * The instants of a traced run at which it is worth while to kill it: boundaries of steps, changes of files, what begins, writes and
 * ends transactions. Between two questions
 * nothing changes, and between two indexes of a step nothing that counts; random kills come there too. How many
 * sessions end, and when, depends on how long a step takes.
 */
export function instantsToKill(instants: readonly string[]): readonly string[] {
  return instants.filter((instant) => worthwhile.some((pattern) => pattern.test(instant)));
}

const worthwhile = [
  /^say (step-started|step-ended|prepared|committed|authorized|the result)/,
  /^(link|open|chmod|chown|write|writeFile|sync|rename|remove) /,
  /^query (BEGIN|LOCK|COPY|TRUNCATE|CREATE SCHEMA|INSERT|ANALYZE|COMMIT|ROLLBACK)\b/,
  /^sent COMMIT/,
];
