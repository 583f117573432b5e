import type { Finding, Plan } from '../../src/plan/types.gen.ts';
import { errorCatalog } from '../../src/support/error-catalog.ts';
import { type Place, type Problem, remedyOf } from '../../src/support/errors.ts';

/** What is wrong with what was told of one configuration; nothing where all is well. */
export function complaintsAbout(told: {
  readonly problems: readonly Problem[];
  readonly plan?: Plan;
}): readonly string[] {
  return [...told.problems.flatMap(aboutProblem), ...(told.plan?.findings ?? []).flatMap(aboutFinding)];
}

function aboutProblem(problem: Problem): readonly string[] {
  const { code, message, place } = problem;
  return [
    ...(code in errorCatalog ? [] : [`${code} is no code`]),
    ...(message.trim() === '' ? [`${code} says nothing`] : []),
    ...(remedyOf(problem).trim() === '' ? [`${code} has no remedy`] : []),
    ...((place && isPlace(place)) || namesPlace(problem)
      ? []
      : [`${code} has no place: ${JSON.stringify(place)} ${message}`]),
  ];
}

function aboutFinding({ id, what, where, remedy, why }: Finding): readonly string[] {
  return [
    ...(what.trim() === '' || why.trim() === '' ? [`${id} says nothing`] : []),
    ...(remedy.trim() === '' ? [`${id} has no remedy`] : []),
    ...(where.length === 0 ? [`${id} has no place: ${what}`] : []),
    ...where
      .filter((place) => !isPlace(place) && !isRegistration(id, place))
      .map((place) => `${id} has no place: ${JSON.stringify(place)} ${what}`),
  ];
}

/** A line of a file, a file with what it lacks, a table, a variable of the environment, or an option of the command. */
function isPlace({ file, line, key, table, database }: Place): boolean {
  if (file !== undefined) return line !== undefined ? line >= 1 : key !== undefined && key !== '';
  if (table !== undefined) return database !== undefined && table !== '';
  return key !== undefined && /^--| in the environment$/.test(key);
}

/** What is said of an application service is about its registration as a whole. */
function isRegistration(id: string, { file }: Place): boolean {
  return id.startsWith('appservice/') && file !== undefined;
}

/**
 * Where no file holds an option, there is nothing but the key of what lacks. Settings of a connection are gathered from files, URIs
 * and the environment: the message says from where.
 */
function namesPlace({ code, message, place }: Problem): boolean {
  return code === 'CONFIG_MISSING_KEY'
    ? place?.key !== undefined
    : code.startsWith('DATABASE_') && / of \S+/.test(message);
}
