import type { Client } from 'pg';
import { ownGuards } from '../../plan/own-guards.ts';
import type { DatabaseName, OperatorStep, Plan } from '../../plan/types.gen.ts';
import { findListening } from '../../probe/find-listeners.ts';
import { findSilentServices, type SilentService } from '../../probe/find-silent.ts';
import { usualNetwork } from '../../probe/network.ts';
import { PlanError } from '../../support/errors.ts';
import { withReadOnlySnapshot } from '../../support/postgres/read-only-transaction.ts';
import { findConnectedServices } from '../connected-services.ts';
import { checkSql } from '../guard/check-sql.ts';
import { readAssertRows } from '../run-asserts.ts';
import type { RunSource } from '../run-source.ts';
import type { OpenStep } from './status.ts';

/** Sessions on the databases that answered. */
export interface AskedDatabases {
  readonly mas?: Client;
  readonly synapse?: RunSource;
}

interface StepContext {
  readonly plan: Plan;
  readonly asked: AskedDatabases;
  readonly signal: AbortSignal;
}

interface GuardContext extends StepContext {
  /** The services that do not answer, where that was asked. */
  readonly silent: readonly SilentService[];
}

/** Of some steps for people those that their guard does not show to be done, in their order. Only reads. */
export async function findOpenSteps(
  steps: readonly OperatorStep[],
  { plan, asked, signal }: StepContext,
): Promise<readonly OpenStep[]> {
  // A plan that nobody approved yet may hold anything: what apply would refuse is not asked.
  const mayAsk = (await checkSql(plan)).length === 0;
  const isAboutAnswers = ({ guard }: OperatorStep): boolean =>
    Object.values(ownGuards).some(({ answers }) => guard === answers);
  const network = { ...usualNetwork, timeoutMs: 3_000 };
  const silent = steps.some(isAboutAnswers) ? await findSilentServices(plan, network, signal) : [];
  const open: OpenStep[] = [];
  for (const step of steps) {
    const { id, title } = step;
    const why = mayAsk ? await askGuard(step, { plan, asked, signal, silent }) : undefined;
    if (why === undefined) open.push({ id, title, state: 'unchecked' });
    else if (why !== '') open.push({ id, title, state: 'open', why });
  }
  return open;
}

/** What shows that the step is not done; empty where it is; undefined where nobody can see it. */
async function askGuard({ guard }: OperatorStep, context: GuardContext): Promise<string | undefined> {
  try {
    for (const service of ['synapse', 'mas'] as const) {
      if (guard === ownGuards[service].stopped) return await whyNotStopped(service, context);
      if (guard === ownGuards[service].answers) return whySilent(service, context);
    }
    const { plan, asked } = context;
    const assert = plan.steps.find(({ id }) => id === guard);
    if (assert?.kind !== 'assert') return undefined;
    const client = assert.database === 'mas' ? asked.mas : asked.synapse?.asked;
    if (!client) return undefined;
    const rows = await withReadOnlySnapshot(client, () => readAssertRows(client, assert));
    return rows.map(({ fact, planned, found }) => `${fact}: planned ${planned}, found ${found}.`).join(' ');
  } catch (error) {
    if (error instanceof PlanError) return undefined;
    throw error;
  }
}

async function whyNotStopped(
  service: DatabaseName,
  { plan, asked, signal }: GuardContext,
): Promise<string | undefined> {
  const { mas, synapse } = asked;
  const running =
    service === 'mas'
      ? mas && (await findConnectedServices(mas, 'mas', plan.target.connection.user))
      : [...((await synapse?.findConnected()) ?? []), ...(await findListening(plan, signal))];
  const isAsked = (service === 'mas' ? mas : synapse) !== undefined;
  if (!running) return undefined;
  return running.length === 0 && !isAsked ? undefined : running.map(({ message }) => message).join(' ');
}

function whySilent(service: DatabaseName, { silent }: GuardContext): string {
  return silent.find((each) => each.service === service)?.why ?? '';
}
