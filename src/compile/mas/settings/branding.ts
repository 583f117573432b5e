import { placesOf, toFinding } from '../../../check/config-rule.ts';
import { consentListener } from '../../../check/mas-rules/consent-listener.ts';
import { optionLost } from '../../../check/mas-rules/option-lost.ts';
import { termsMissing } from '../../../check/mas-rules/terms-missing.ts';
import { isTrueInPython, optionOf } from '../../../check/python-value.ts';
import type { MasConfig } from '../../../config/mas-config.ts';
import type { SynapseConfig } from '../../../config/synapse-config.ts';
import type { Finding } from '../../../plan/types.gen.ts';
import { consentListeners } from '../../consent-listeners.ts';
import type { SettingsResult } from './settings-result.ts';

/**
 * What becomes of `user_consent`. Nothing can be set: the only address that Synapse knows for the terms is its own
 * consent page, and that ends with the section.
 */
export function brandingSettings(synapse: SynapseConfig, mas: MasConfig): SettingsResult {
  const consent = synapse.tree.value(['user_consent']);
  if (consent === undefined || consent === null) return { changes: [], findings: [] };
  const where = placesOf(synapse.tree.place(['user_consent']));
  const findings: Finding[] = [];
  const isAsked = isTrueInPython(optionOf(consent, 'require_at_registration'));
  if (isAsked && typeof mas.tree.value(['branding', 'tos_uri']) !== 'string') {
    const what = 'user_consent.require_at_registration is true; branding.tos_uri is not set in MAS.';
    findings.push(toFinding(termsMissing, { what, where }));
  }
  const reminders = ['block_events_error', 'server_notice_content'].filter((key) =>
    isTrueInPython(optionOf(consent, key)),
  );
  if (reminders.length > 0) {
    const what = `user_consent.${reminders.join(' and ')}: users who have not consented are no longer reminded or kept from writing. Who consented is not migrated.`;
    findings.push(toFinding(optionLost, { what, where }));
  }
  return { changes: [], findings: [...findings, ...listenerFindings(synapse)] };
}

function listenerFindings({ tree }: SynapseConfig): readonly Finding[] {
  return consentListeners(tree).map(({ path, name }) =>
    toFinding(consentListener, {
      what: `${name} holds consent, which is taken out.`,
      where: placesOf(tree.place(path)),
    }),
  );
}
