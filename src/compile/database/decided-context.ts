import type { ProviderName, SqlContext } from '../../check/data/sql-context.ts';
import type { DataDecision } from '../../check/decisions/data-decision.ts';

/** The part of the context that decisions about rows make. */
export function decidedContext(
  providers: SqlContext['providers'],
  decisions: readonly DataDecision[],
): Pick<SqlContext, 'providerNames' | 'hasAliases' | 'decided'> {
  const own = providers.map(({ synapseIdpId, id }) => ({ authProvider: synapseIdpId, synapseIdpId, id, rank: 0 }));
  const aliases = decisions.flatMap(({ decision, provider, to }): readonly Omit<ProviderName, 'rank'>[] => {
    const target = decision === 'map-links' ? providers.find(({ synapseIdpId }) => synapseIdpId === to) : undefined;
    return target && provider !== undefined ? [{ ...target, authProvider: provider }] : [];
  });
  const isDecided = (name: DataDecision['decision']): boolean => decisions.some(({ decision }) => decision === name);
  return {
    providerNames: [...own, ...inOrder(aliases).map((alias, index) => ({ ...alias, rank: index + 1 }))],
    hasAliases: aliases.length > 0,
    decided: {
      guests: isDecided('exclude-guests'),
      otherDomains: isDecided('exclude-other-domains'),
      orphans: isDecided('exclude-orphan-rows'),
      localparts: isDecided('exclude-invalid-localparts'),
      dropped: decisions
        .flatMap(({ decision, provider }) => (decision === 'drop-links' && provider !== undefined ? [provider] : []))
        .sort(),
    },
  };
}

/** The order of the file decides nothing. */
function inOrder<T extends { readonly authProvider: string }>(names: readonly T[]): readonly T[] {
  return [...names].sort((a, b) => (a.authProvider < b.authProvider ? -1 : 1));
}
