import { formatPlace, type Problem, remedyOf } from '../support/errors.ts';
import { printable } from '../support/printable.ts';

/** Expected failures for people: code, message, place, the line with a caret, remedy; how many at the end. */
export function renderProblems(problems: readonly Problem[]): string {
  const parts = problems.map((problem) => {
    const place = problem.place ? formatPlace(problem.place) : '';
    const excerpt = problem.excerpt ? printable(problem.excerpt, { lines: true }).split('\n') : [];
    return [
      `error ${problem.code}: ${printable(problem.message)}`,
      ...(place === '' ? [] : [`  in ${printable(place)}`]),
      ...excerpt.map((line) => `    ${line}`.trimEnd()),
      `  remedy: ${printable(remedyOf(problem))}`,
    ].join('\n');
  });
  const count = problems.length > 1 ? `\n\n${problems.length} problems` : '';
  return `${parts.join('\n\n')}${count}\n`;
}
