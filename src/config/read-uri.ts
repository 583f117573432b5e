import { PlanError } from '../support/errors.ts';
import { parsePostgresUri } from '../support/postgres/parse-uri.ts';
import type { Secret } from '../support/secret.ts';
import { type ConfigPath, formatPath } from './config-node.ts';
import type { Reading } from './reading.ts';

/** A URI as libpq keywords; what is wrong with it is reported at the place where it stands. */
export function readUri(reading: Reading, path: ConfigPath, uri: string): Readonly<Record<string, string | Secret>> {
  try {
    return parsePostgresUri(uri, formatPath(path));
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    for (const problem of error.problems)
      reading.report(problem.code, path, `${formatPath(path)}: ${problem.message}`, problem.remedy);
    return {};
  }
}
