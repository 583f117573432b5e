import type { Client } from 'pg';
import type { Authorization } from '../approve/authorization.ts';
import type { Plan } from '../plan/types.gen.ts';
import { type Problem, throwProblems } from '../support/errors.ts';
import type { Log } from '../support/log.ts';
import { withReadOnlySnapshot } from '../support/postgres/read-only-transaction.ts';
import type { ApplyRequest } from './apply-request.ts';
import { cancelOnAbort } from './cancel-on-abort.ts';
import { findCatalogProblems } from './catalog-problems.ts';
import { findFileProblems, findTargetProblems } from './check-stale.ts';
import { readFileStates } from './files/file-states.ts';
import { findUnprepared } from './files/find-unprepared.ts';
import { throwIfInterrupted } from './interruption.ts';
import { withLockedSource } from './locked-source.ts';
import { checksId, expectedWork } from './progress/expected-work.ts';
import { withWatch } from './progress/with-watch.ts';
import type { Receipt } from './receipt.ts';
import type { Recorder } from './recorder.ts';
import { findUncountedProblems } from './recount.ts';
import { findAssertProblems } from './run-asserts.ts';
import type { RunSides, RunSource } from './run-source.ts';
import { findRunningServices } from './running-services.ts';
import { settleIdentity } from './settle-identity.ts';
import { type SourceSessions, withSourceSessions } from './source-sessions.ts';
import { writeEverything } from './write-everything.ts';

/** What apply knows once it may run a plan. */
export type CutoverRequest = Omit<ApplyRequest, 'authorization'> & {
  readonly authorization: Authorization;
  readonly recorder: Recorder;
};

/**
 * The cutover of a plan that is not applied: both services must be stopped, what the phase `prepare` asks for must be done, and
 * everything must be as planned; then it writes.
 * @throws PlanError SERVICE_CONNECTED, SERVICE_LISTENING; what is stale, all at once; what writeEverything throws
 */
export async function runCutover(
  plan: Plan,
  planId: string,
  { source, mas }: RunSides,
  request: CutoverRequest,
): Promise<Receipt['outcome']> {
  const { recorder, signal } = request;
  const clients = { synapse: source.client, mas };
  recorder.progress.expect(expectedWork(plan, request.estimates));
  const settle = () => settleIdentity(clients.synapse, 'synapse', plan, request);
  // A file says which one it is once it is read, and that begins only when Synapse is stopped.
  const settled = source.asked && (await settle());
  await checkServices(plan, { source, mas }, request);
  const disarm = cancelOnAbort(signal, [clients.synapse, clients.mas]);
  try {
    request.log.info('Checking that Synapse, MAS and the files are what the plan was made for …');
    await source.load();
    const identity = settled ?? (await settle());
    // Tables of another database are none of our business: say so with all else, and lock nothing.
    if (identity.length > 0) throwProblems([...identity, ...(await findOtherProblems(clients.mas, plan, request))]);
    const watched = {
      database: 'synapse',
      resolved: source.resolved,
      client: clients.synapse,
      countsRows: false,
    } as const;
    const jobs = source.hasOneSession ? 1 : request.jobs;
    const more = { resolved: source.resolved, jobs, database: plan.source.database, log: request.log, signal };
    await withLockedSource(clients.synapse, plan, () =>
      withSourceSessions(clients.synapse, more, (sessions) =>
        withWatch(watched, recorder.progress, async () => {
          await checkEverything(plan, clients.mas, sessions, request);
          await writeEverything(plan, planId, { ...request, clients, source, sessions, disarm });
          if (!request.rehearse) await warnOfSynapse(source, request.log);
        }),
      ),
    );
  } finally {
    disarm();
  }
  return request.rehearse ? 'rehearsed' : 'applied';
}

/** A Synapse that came to its database meanwhile could not write so far; from now on it can, and MAS will not have it. */
async function warnOfSynapse(source: RunSource, log: Log): Promise<void> {
  // What is committed is committed, whatever becomes of this question.
  for (const { message } of await source.findConnected().catch(() => [])) {
    log.warn(`${message} Stop Synapse before it writes what MAS will not have; verify finds what it wrote.`);
  }
}

/**
 * Everything that must be as planned, all at once. Only the rows are counted later, while they are copied, and what is asserted of their
 * outcomes is asked then.
 */
async function checkEverything(
  plan: Plan,
  mas: Client,
  sessions: SourceSessions,
  request: CutoverRequest,
): Promise<void> {
  const { recorder, signal } = request;
  const running = recorder.progress.begin(checksId);
  try {
    throwIfInterrupted(signal);
    const catalog = await findCatalogProblems(sessions[0], 'synapse', plan);
    // Questions about columns that are not there would only fail.
    const isOther = catalog.length > 0;
    const tell = (question: string): void => running.setActivity(`Synapse is asked: ${question}`);
    const problems = isOther ? [...catalog] : [...(await findAssertProblems(sessions, 'synapse', plan, { tell }))];
    throwIfInterrupted(signal);
    problems.push(...(await findOtherProblems(mas, plan, request)));
    // Nothing will be copied: there is time to count at once.
    if (problems.length > 0 && !isOther) problems.push(...(await findUncountedProblems(sessions, plan)));
    throwProblems(problems);
  } finally {
    running.end();
  }
}

/** Nobody is asked to begin the outage before what the phase `prepare` asks for is done: that is told instead. */
async function checkServices(plan: Plan, sides: RunSides, request: CutoverRequest): Promise<void> {
  const running = await findRunningServices(plan, sides, request);
  if (running.length === 0) return;
  throwProblems([...(await findUnpreparedFiles(plan, request)), ...(await findUndoneSteps(sides.mas, plan))]);
  throwProblems(running);
}

/** What the asserts of the phase `prepare` miss; nothing where they cannot even be asked, which is told later with all else. */
async function findUndoneSteps(mas: Client, plan: Plan): Promise<readonly Problem[]> {
  return await withReadOnlySnapshot(mas, async (client) => {
    const isOther = (await findCatalogProblems(client, 'mas', plan)).length > 0;
    return isOther ? [] : await findAssertProblems([client], 'mas', plan, { phases: ['prepare'] });
  });
}

/** What is stale apart from Synapse's database. */
async function findOtherProblems(mas: Client, plan: Plan, request: CutoverRequest): Promise<readonly Problem[]> {
  return [
    ...(await withReadOnlySnapshot(mas, (client) => findTargetProblems(client, plan))),
    ...(await findUnpreparedFiles(plan, request)),
    ...findFileProblems(await readFileStates(plan, 'cutover')),
  ];
}

/** A rehearsal of both phases has seen that the files of `prepare` can be put in place, and has not done it. */
async function findUnpreparedFiles(plan: Plan, request: CutoverRequest): Promise<readonly Problem[]> {
  return request.rehearse && request.phase === undefined ? [] : await findUnprepared(plan, request);
}
