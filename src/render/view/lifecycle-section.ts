import type { Lifecycle, Plan } from '../../plan/types.gen.ts';
import { formatCount } from '../format-count.ts';
import type { Section, Table } from './blocks.ts';

/** What the states of users become, one row each. */
export function lifecycleTable(lifecycle: readonly Lifecycle[]): Table {
  return {
    kind: 'table',
    head: ['State in Synapse', 'Users', 'In MAS', 'What they become'],
    rows: lifecycle.map(({ state, users, migrated, becomes }) => [
      divides.has(state) ? state : `of all: ${state}`,
      formatCount(users),
      formatCount(migrated),
      becomes,
    ]),
    numbers: [1, 2],
  };
}

/** The same as a section; none where the plan does not say. */
export function lifecycleSections({ lifecycle }: Plan): readonly Section[] {
  if (!lifecycle) return [];
  return [
    { id: 'lifecycle', title: 'What the states of users become', blocks: [lifecycleTable(lifecycle)], parts: [] },
  ];
}

/** Each user is in one of these; the others come on top. */
const divides: ReadonlySet<string> = new Set(['active', 'locked', 'deactivated', 'guest', 'appservice']);
