import { findIdentityProblems } from '../apply/identity-problems.ts';
import { readJournal } from '../apply/journal.ts';
import { countLosses } from '../apply/losses/count-losses.ts';
import type { Loss } from '../apply/losses/loss.ts';
import { withRunClient } from '../apply/run-databases.ts';
import { withRunSource } from '../apply/run-source.ts';
import type { Plan } from '../plan/types.gen.ts';
import { PlanError, throwProblems } from '../support/errors.ts';
import { withReadOnlySnapshot } from '../support/postgres/read-only-transaction.ts';
import type { DatabaseOptions } from './options.ts';
import { readPlanInputs } from './plan-inputs.ts';
import type { CommandContext } from './start.ts';

/** What the way back would lose now, and the entry of the journal that says that the plan is applied. */
export interface CountedLosses {
  readonly applied: string;
  readonly losses: readonly Loss[];
}

/**
 * Counts what the way back of a plan would lose, each database in a READ ONLY transaction. Only where the plan is applied: then its SQL
 * was approved. Gives undefined, and warns, where it is not, or where the files and databases that it names cannot be asked from here.
 */
export async function readLosses(
  { plan, planId }: { readonly plan: Plan; readonly planId: string },
  options: DatabaseOptions,
  context: CommandContext,
): Promise<CountedLosses | undefined> {
  try {
    const { databases } = readPlanInputs(plan, options, context);
    return await withRunClient(databases.mas, async (mas) => {
      throwProblems(await findIdentityProblems(mas, 'mas', plan));
      const last = (await readJournal(mas)).at(-1);
      if (last?.planId !== planId || last.event !== 'applied') {
        context.log.warn('This plan is not applied: there is nothing to count yet.');
        return undefined;
      }
      return await withRunSource(databases, plan, async (source) => {
        await source.load();
        throwProblems(await source.findOther());
        const { client: synapse } = source;
        const losses = await withReadOnlySnapshot(mas, () =>
          withReadOnlySnapshot(synapse, () => countLosses({ mas, synapse }, plan)),
        );
        return { applied: last.hash, losses };
      });
    });
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    for (const { message } of error.problems) context.log.warn(`What would be lost cannot be counted: ${message}`);
    return undefined;
  }
}
