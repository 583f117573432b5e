import type { Database, Plan } from '../../plan/types.gen.ts';
import { type Entry, entry, listEntries } from './entry.ts';

/** Who answers for what: acceptances and decisions. */
export function acceptedEntries({ findings, decisions = [] }: Plan): readonly Entry[] {
  return [
    ...findings.flatMap(({ id, acceptance }) => (acceptance ? [entry(`Accepted: ${id}`, acceptance)] : [])),
    ...listEntries('The order of the decisions', decisions, ({ decision }) => `Decided: ${decision}`),
  ];
}

/** When, by whom, with what and for which state of the world the plan was made. */
export function trueForEntries({ created, tool, seed, choices, source, target }: Plan): readonly Entry[] {
  const { serverName, configFiles, connection, database, ...ofSource } = source;
  const { configFiles: masFiles, connection: masConnection, database: masDatabase, ...ofTarget } = target;
  return [
    entry('Server name', serverName),
    ...Object.entries(created).map(([name, value]) => entry(`Made ${name}`, value)),
    ...Object.entries(tool).map(([name, value]) => entry(`Tool: ${name}`, value)),
    entry('Seed of the ids', seed),
    ...Object.entries(choices).map(([name, value]) => entry(`Choice ${name}`, value)),
    ...listEntries(
      'The order of the configuration files',
      [...configFiles, ...masFiles],
      ({ path }) => `sha256 of ${path}`,
    ),
    entry('Connection to Synapse', connection),
    entry('Connection to MAS', masConnection),
    ...databaseEntries('Synapse', database),
    ...databaseEntries('MAS', masDatabase),
    ...Object.entries({ ...ofSource, ...ofTarget }).map(([name, value]) => entry(name, value)),
  ];
}

/** What nobody looked at. */
export function notCheckedEntries({ findings, assumptions }: Plan): readonly Entry[] {
  const unevaluated = findings.filter(({ outcome }) => outcome === 'unevaluated');
  return [
    ...unevaluated.map(({ id, what }) => entry(`Could not be evaluated: ${id}`, what)),
    ...listEntries('The order of what it relies on', assumptions, (assumption) => assumption),
  ];
}

function databaseEntries(service: string, database: Database): readonly Entry[] {
  return Object.entries(database).map(([name, value]) => entry(`Database of ${service}: ${name}`, value));
}
