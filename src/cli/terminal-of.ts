import type { Surroundings } from './surroundings.ts';

/**
 * What is known of the terminal to which this stream goes; nothing where it is none, or one that cannot move its cursor.
 * https://no-color.org: any text in NO_COLOR means no colour.
 */
export function terminalOf(
  stream: { readonly isTTY?: boolean; readonly columns?: number },
  env: Surroundings['env'],
): Pick<Surroundings, 'terminal'> {
  if (!stream.isTTY || (env.TERM ?? 'dumb') === 'dumb') return {};
  return { terminal: { columns: () => stream.columns, hasColour: (env.NO_COLOR ?? '') === '' } };
}
