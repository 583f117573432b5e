import { readSynapseConfig } from '../../src/config/read-synapse-config.ts';
import { inFolder, problemsOf, shortProblem } from './in-folder.ts';

/** What every homeserver.yaml must say, without the database … */
export const head = 'server_name: example.org\nreport_stats: no\n';
/** … and the database. */
export const database = 'database: {name: psycopg2, args: {dbname: synapse}}\n';

/** The problems of a homeserver.yaml, in short. */
export function problems(files: Readonly<Record<string, string>>, paths = Object.keys(files)): readonly string[] {
  return inFolder(files, (cwd) =>
    problemsOf(() => readSynapseConfig(paths, { cwd })).map((problem) => shortProblem(problem, cwd)),
  );
}
