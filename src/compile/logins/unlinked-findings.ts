import { toFinding } from '../../check/config-rule.ts';
import { providerNotLinked } from '../../check/rules/provider-not-linked.ts';
import type { Finding, UnlinkedUsers } from '../../plan/types.gen.ts';

/** A finding for each provider by which a first login would not lead to the account. */
export function unlinkedFindings(unlinked: readonly UnlinkedUsers[]): readonly Finding[] {
  return unlinked
    .filter(
      (provider) => provider.unlinked > 0 && (provider.outcome === 'refused' || provider.outcome === 'other-name'),
    )
    .map(({ synapseIdpId, unlinked: count, outcome }) => {
      const result = outcome === 'refused' ? 'an error page' : 'the question for another name, and a second account';
      const what = `${synapseIdpId} has no link to ${count} active users; a first login by it leads to ${result}.`;
      return toFinding(providerNotLinked, { what, where: [{ database: 'mas', table: 'upstream_oauth_links' }], count });
    });
}
