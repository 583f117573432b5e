import type { Plan } from '../../plan/types.gen.ts';
import { renderEntries } from './render-runbook.ts';
import { type RunbookEntry, runbookEntries } from './runbook-entries.ts';

/** The steps of the runbook that come after a run of apply, with their numbers; empty where it left none to do. */
export function renderStepsAfter(
  plan: Plan,
  planId: string,
  receipt: { readonly outcome: string; readonly probes?: readonly unknown[] | undefined },
  planFile: string,
): string {
  const entries = entriesAfter(runbookEntries(plan, planId), receipt);
  return entries.length === 0 ? '' : `\nThe steps that come next:\n${renderEntries(entries, planFile)}`;
}

function entriesAfter(
  entries: readonly RunbookEntry[],
  { outcome, probes = [] }: { readonly outcome: string; readonly probes?: readonly unknown[] | undefined },
): readonly RunbookEntry[] {
  switch (outcome) {
    case 'prepared': {
      const run = entries.findLastIndex(({ phase, id }) => phase === 'prepare' && id === undefined);
      return entries.filter(({ phase }, index) => index > run && phase !== 'finish');
    }
    case 'applied':
    case 'already-applied':
      return probes.length > 0 ? [] : entries.filter(({ phase }) => phase === 'finish');
    default:
      return [];
  }
}
