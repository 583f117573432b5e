import type { ClientBase } from 'pg';
import type { DatabaseName, Plan } from '../plan/types.gen.ts';
import type { Problem } from '../support/errors.ts';
import type { ApplyRequest } from './apply-request.ts';
import { findIdentityProblems } from './identity-problems.ts';
import { noteDatabase } from './note-database.ts';
import type { Recorder } from './recorder.ts';

/**
 * Notes down which database this is, where a run may go on with it: the one that was planned for or, for a rehearsal, one that was named
 * on the command line, which then is taken for a copy of it. That is told, and stands in the receipt. Otherwise gives why not.
 */
export async function settleIdentity(
  client: ClientBase,
  service: DatabaseName,
  plan: Plan,
  {
    rehearse,
    named = [],
    log,
    recorder,
  }: Pick<ApplyRequest, 'rehearse' | 'named' | 'log'> & { readonly recorder: Recorder },
): Promise<readonly Problem[]> {
  const problems = await findIdentityProblems(client, service, plan);
  const isCopy = problems.length > 0 && rehearse && named.includes(service);
  if (problems.length > 0 && !isCopy) {
    const option = `--${service}-database-uri`;
    return rehearse
      ? problems.map((problem) => ({
          ...problem,
          remedy: `For a rehearsal on a copy name it with ${option}. Otherwise give the database that the plan was made for, or plan again.`,
        }))
      : problems;
  }
  await noteDatabase(client, service, recorder, isCopy);
  for (const { message } of isCopy ? problems : []) {
    log.warn(
      `This rehearsal takes the database of ${service === 'synapse' ? 'Synapse' : 'MAS'} for a copy. ${message}`,
    );
  }
  return [];
}
