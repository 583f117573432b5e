import type { Machine } from './describe-machine.ts';
import { median, type SizeResult } from './measure-size.ts';

/** The results as the section of README.md holds them, between its two markers. */
export function renderReadme(results: readonly SizeResult[], machine: Machine): string {
  const hasPeer = results.some(({ peers }) => peers.length > 0);
  const lines = results.map((result) => {
    const { users, rows, plan, floors, applies, verifies, rollbacks, peers } = result;
    const floor = median(floors.map(({ seconds }) => seconds));
    const apply = median(applies.map(({ seconds }) => seconds));
    const seconds = (list: readonly { readonly seconds: number }[]): string =>
      median(list.map((one) => one.seconds)).toFixed(1);
    const megabytes = Math.max(...applies.map((one) => one.megabytes));
    return `| ${[
      users.toLocaleString('en'),
      rows.toLocaleString('en'),
      floor.toFixed(1),
      apply.toFixed(1),
      (apply / floor).toFixed(2),
      Math.round(rows / apply).toLocaleString('en'),
      plan.seconds.toFixed(1),
      seconds(verifies),
      seconds(rollbacks),
      megabytes.toFixed(0),
      ...(hasPeer ? [peers.length > 0 ? median(peers).toFixed(1) : ''] : []),
    ].join(' | ')} |`;
  });
  const columns = [
    'users',
    'rows written',
    'floor, s',
    'apply, s',
    'apply / floor',
    'rows/s',
    'plan, s',
    'verify, s',
    'rollback, s',
    'peak memory, MB',
    ...(hasPeer ? ['other command, s'] : []),
  ];
  return [
    `${machine.processors} processors (${machine.model}), ${machine.gibibytes} GiB, Linux ${machine.kernel}, PostgreSQL ${machine.postgres}, Node.js ${machine.node};`,
    'both databases and the program on this one machine.',
    '',
    `| ${columns.join(' | ')} |`,
    `| ${columns.map(() => '---:').join(' | ')} |`,
    ...lines,
  ].join('\n');
}
