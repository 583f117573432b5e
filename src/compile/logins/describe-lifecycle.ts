import type { SqlContext } from '../../check/data/sql-context.ts';
import type { Lifecycle } from '../../plan/types.gen.ts';

/** How many users of Synapse are in a state, and how many of them MAS gets. */
export interface LifecycleRow {
  readonly state: Lifecycle['state'];
  readonly users: number;
  readonly migrated: number;
}

/**
 * What the states of users become. The first five divide all users of Synapse; the others come on top of one of them, and are left out
 * where Synapse does not have them or they could not be read.
 */
export function describeLifecycle(rows: readonly LifecycleRow[], context: SqlContext): readonly Lifecycle[] {
  const asked: Readonly<Record<Lifecycle['state'], boolean>> = {
    active: true,
    locked: context.hasLocked,
    deactivated: true,
    guest: true,
    appservice: true,
    erased: context.hasErasedUsers,
    'shadow-banned': context.hasShadowBanned,
    suspended: context.hasSuspended,
  };
  return (Object.keys(asked) as Lifecycle['state'][])
    .filter((state) => asked[state])
    .map((state) => {
      const { users, migrated } = rows.find((row) => row.state === state) ?? { users: 0, migrated: 0 };
      return { state, users, migrated, becomes: becomes(state, context) };
    });
}

function becomes(state: Lifecycle['state'], { deactivatedAt }: SqlContext): string {
  const texts: Readonly<Record<Lifecycle['state'], string>> = {
    active: 'An account that can be used.',
    locked: 'An account with locked_at: nobody can log in to it until somebody unlocks it in MAS.',
    deactivated: deactivatedAt
      ? 'An account with deactivated_at: nobody can log in to it, and its name stays taken.'
      : 'An account with locked_at, as this MAS has no deactivated_at: nobody can log in to it, and its name stays taken.',
    guest: 'An account that nobody can log in to; its sessions are left out.',
    appservice: 'Nothing in MAS: it stays in Synapse alone, with its sessions.',
    erased: 'As deactivated. Synapse keeps what it knows of the erasure; the profile stays gone.',
    'shadow-banned': 'As without: MAS knows no shadow ban. It stays in Synapse and goes on working.',
    suspended: 'As without: MAS knows no suspension. It stays in Synapse and goes on working.',
  };
  return texts[state];
}
