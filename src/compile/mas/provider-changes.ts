import { placesOf, toFinding } from '../../check/config-rule.ts';
import { providerDiffers } from '../../check/mas-rules/provider/provider-differs.ts';
import { providerLocalpart } from '../../check/mas-rules/provider/provider-localpart.ts';
import { providerSecretLost } from '../../check/mas-rules/provider/provider-secret-lost.ts';
import { providerTemplate } from '../../check/mas-rules/provider/provider-template.ts';
import { providerUserProfile } from '../../check/mas-rules/provider/provider-user-profile.ts';
import type { MasConfig, MasProvider } from '../../config/mas-config.ts';
import type { SynapseConfig, SynapseProvider } from '../../config/synapse-config.ts';
import type { Finding } from '../../plan/types.gen.ts';
import type { WantedChange } from './patch-files.ts';
import { completeProvider } from './provider/complete-provider.ts';
import { mapProvider } from './provider/map-provider.ts';
import { providerId } from './provider-id.ts';

/**
 * The providers of Synapse for `upstream_oauth2.providers` of MAS. One that MAS has already, by its synapse_idp_id or else by
 * issuer and client id, is completed; the others are added, with an id that the plan fixes.
 */
export function providerChanges(
  synapse: SynapseConfig,
  mas: MasConfig,
  plan: { readonly seed: string; readonly createdAt: string },
): { readonly changes: readonly WantedChange[]; readonly findings: readonly Finding[] } {
  const list = ['upstream_oauth2', 'providers'] as const;
  const changes: WantedChange[] = [];
  const findings: Finding[] = [];
  for (const provider of synapse.providers) {
    const mapped = mapProvider(synapse, provider);
    const index = findCounterpart(mas.providers, provider);
    findings.push(...mapped.findings.filter(({ id }) => index < 0 || !onlyWhenNew.has(id)));
    const name = provider.authProvider;
    if (index < 0) {
      const value = { id: providerId(name, plan), ...mapped.options };
      changes.push({ change: { kind: 'append', path: list, value }, why: `it is ${name} of Synapse` });
      continue;
    }
    const there = mas.tree.value([...list, index]) as Readonly<Record<string, unknown>>;
    const completed = completeProvider(there, mapped.options);
    if (completed.different.length > 0) {
      const what = `${name}: ${completed.different.join(', ')} of MAS ${completed.different.length === 1 ? 'is' : 'are'} not what Synapse has.`;
      const where = placesOf(provider.place, mas.providers[index]?.place);
      const severity = completed.different.some((option) => namesUsers.has(option)) ? 'warning' : 'info';
      findings.push({ ...toFinding(providerDiffers, { what, where }), severity });
    }
    for (const { path, value } of completed.missing) {
      const change = { kind: 'set', path: [...list, index, ...path], value } as const;
      changes.push({ change, why: `${name} of Synapse has it` });
    }
  }
  return { changes, findings };
}

/** Of a provider that MAS has already these are MAS's own affair. */
const onlyWhenNew: ReadonlySet<string> = new Set([
  providerSecretLost.id,
  providerTemplate.id,
  providerUserProfile.id,
  providerLocalpart.id,
]);

/** What decides by which subject a user comes. */
const namesUsers: ReadonlySet<string> = new Set(['issuer', 'client_id', 'claims_imports.subject.template']);

/** One without synapse_idp_id is the same where issuer and client id are. */
function findCounterpart(
  providers: readonly MasProvider[],
  { authProvider, issuer, clientId }: SynapseProvider,
): number {
  const known = providers.findIndex(({ synapseIdpId }) => synapseIdpId === authProvider);
  if (known >= 0 || issuer === undefined || clientId === undefined) return known;
  return providers.findIndex(
    (other) =>
      other.synapseIdpId === undefined && trimmed(other.issuer) === trimmed(issuer) && other.clientId === clientId,
  );
}

function trimmed(issuer: string | undefined): string | undefined {
  return issuer?.replace(/\/$/, '');
}
