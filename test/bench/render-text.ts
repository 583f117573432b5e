import { type CommandResult, median, type SizeResult } from './measure-size.ts';

/** The results for people: for each size what the commands took, and of what. */
export function renderText(results: readonly SizeResult[]): string {
  return results.map(renderSize).join('\n');
}

function renderSize(result: SizeResult): string {
  const { users, rows, bytes, plan, floors, applies, verifies, rollbacks, peers } = result;
  const floor = median(floors.map(({ seconds }) => seconds));
  const apply = median(applies.map(({ seconds }) => seconds));
  const line = (name: string, seconds: number, commands: readonly CommandResult[] = []): string =>
    [
      `${name.padEnd(9)}${seconds.toFixed(2).padStart(8)} s`,
      `${Math.round(rows / seconds)
        .toLocaleString('en')
        .padStart(12)} rows/s`,
      `${(seconds / floor).toFixed(2).padStart(7)} x floor`,
      commands.length > 0
        ? `${Math.round(Math.max(...commands.map((c) => c.megabytes)))
            .toString()
            .padStart(6)} MB`
        : '',
    ].join('');
  const all = (commands: readonly CommandResult[]): string =>
    commands.map(({ seconds }) => seconds.toFixed(2)).join(' ');
  return [
    `${users} users of Synapse, ${rows} rows for MAS (${Math.round(bytes / 2 ** 20)} MB)`,
    line('floor', floor),
    line('apply', apply, applies),
    line('plan', plan.seconds, [plan]),
    line('verify', median(verifies.map(({ seconds }) => seconds)), verifies),
    line('rollback', median(rollbacks.map(({ seconds }) => seconds)), rollbacks),
    ...(peers.length > 0 ? [line('peer', median(peers))] : []),
    `floor of each round: ${floors.map(({ seconds }) => seconds.toFixed(2)).join(' ')} (loading ${median(floors.map(({ loading }) => loading)).toFixed(2)})`,
    `apply of each round: ${all(applies)}; verify: ${all(verifies)}`,
    `plan: ${plan.sourceSeconds.toFixed(2)} s of questions to Synapse`,
    ...parts(plan.parts.toSorted((a, b) => b.seconds - a.seconds).slice(0, 15)),
    'apply, last round:',
    ...parts(applies.at(-1)?.parts ?? []),
    '',
  ].join('\n');
}

function parts(list: CommandResult['parts']): readonly string[] {
  return list.map(({ name, seconds }) => `  ${seconds.toFixed(2).padStart(7)} s  ${name}`);
}
