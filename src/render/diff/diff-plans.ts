import { outputVersions } from '../../plan/output-versions.ts';
import type { Plan } from '../../plan/types.gen.ts';
import type { Entry } from './entry.ts';
import { planEntries } from './plan-entries.ts';

/** A plan with the id of its file. */
export interface IdentifiedPlan {
  readonly plan: Plan;
  readonly planId: string;
}

/** One thing that is not the same in both; a value is missing where the plan does not have the thing. */
export interface Change {
  readonly name: string;
  readonly kind: 'new' | 'gone' | 'changed';
  readonly old?: string;
  readonly new?: string;
}

/** What is not the same in two plans, by question: what `diff` prints, and by what it decides about its exit code. */
export interface PlanDiff {
  readonly formatVersion: string;
  readonly old: string;
  readonly new: string;
  /** The same bytes: then approvals of the one are approvals of the other, else none is. */
  readonly same: boolean;
  readonly sections: readonly { readonly id: string; readonly title: string; readonly changes: readonly Change[] }[];
}

/** Compares everything that two plans say. */
export function diffPlans(before: IdentifiedPlan, after: IdentifiedPlan): PlanDiff {
  const groups = planEntries(after.plan);
  return {
    formatVersion: outputVersions.planDiff,
    old: before.planId,
    new: after.planId,
    same: before.planId === after.planId,
    sections: planEntries(before.plan).map(({ id, title, entries }, index) => ({
      id,
      title,
      changes: changesBetween(entries, groups[index]?.entries ?? []),
    })),
  };
}

function changesBetween(before: readonly Entry[], after: readonly Entry[]): readonly Change[] {
  const [old, now] = [byName(before), byName(after)];
  const gone = [...old].flatMap(([name, value]): readonly Change[] => {
    const other = now.get(name);
    if (other === value) return [];
    return [
      other === undefined ? { name, kind: 'gone', old: value } : { name, kind: 'changed', old: value, new: other },
    ];
  });
  const added = [...now].filter(([name]) => !old.has(name));
  return [...gone, ...added.map(([name, value]): Change => ({ name, kind: 'new', new: value }))];
}

/** Two things of one name are told apart by their order. */
function byName(entries: readonly Entry[]): ReadonlyMap<string, string> {
  const named = new Map<string, string>();
  for (const { name, value } of entries) {
    let unique = name;
    for (let count = 2; named.has(unique); count += 1) unique = `${name} (${count})`;
    named.set(unique, value);
  }
  return named;
}
