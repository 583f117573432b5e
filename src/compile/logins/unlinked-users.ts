import type { MasConfig } from '../../config/mas-config.ts';
import type { LoginWay, UnlinkedUsers } from '../../plan/types.gen.ts';
import type { MappedProvider } from '../mapped-providers.ts';

/**
 * Provider by provider: the active users whom it would not find by a link, and what MAS does when one of them logs in by it and
 * the localpart that it gives is taken, by that very user. Only `force` and `require` look at `on_conflict`.
 */
export function unlinkedUsers(
  mas: MasConfig,
  providers: readonly MappedProvider[],
  ways: readonly LoginWay[],
): readonly UnlinkedUsers[] {
  const all = sum(ways);
  return providers.map(({ synapseIdpId, id }) => {
    const linked = sum(ways.filter((way) => way.providers.includes(synapseIdpId)));
    const index = mas.providers.findIndex(({ uuid }) => uuid === id);
    const option = (key: string): unknown =>
      mas.tree.value(['upstream_oauth2', 'providers', index, 'claims_imports', 'localpart', key]);
    const action = textOr(option('action'), 'ignore');
    const onConflict = textOr(option('on_conflict'), 'fail');
    return {
      synapseIdpId,
      linked,
      unlinked: all - linked,
      action,
      onConflict,
      outcome: outcomeOf(action, onConflict),
    };
  });
}

function outcomeOf(action: string, onConflict: string): UnlinkedUsers['outcome'] {
  if (action === 'ignore' || action === 'suggest') return 'other-name';
  if (action !== 'force' && action !== 'require') return 'unknown';
  if (onConflict === 'fail') return 'refused';
  return ['add', 'replace', 'set'].includes(onConflict) ? 'linked' : 'unknown';
}

function textOr(value: unknown, byDefault: string): string {
  return typeof value === 'string' ? value : byDefault;
}

function sum(ways: readonly LoginWay[]): number {
  return ways.reduce((users, way) => users + way.users, 0);
}
