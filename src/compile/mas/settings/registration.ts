import { placesOf, toFinding } from '../../../check/config-rule.ts';
import { registrationClosed } from '../../../check/mas-rules/registration-closed.ts';
import type { MasConfig } from '../../../config/mas-config.ts';
import type { SynapseConfig } from '../../../config/synapse-config.ts';
import { type BooleanSetting, settleBoolean } from './boolean-setting.ts';
import { captchaSettings } from './captcha.ts';
import type { SettingsResult } from './settings-result.ts';
import { type SynapseRegistration, synapseRegistration } from './synapse-registration.ts';

/**
 * Registration by password as Synapse had it. It is opened in MAS only behind the hurdles that Synapse had, or some of
 * them: where none of them can be kept, it stays closed.
 */
export function registrationSettings(synapse: SynapseConfig, mas: MasConfig): SettingsResult {
  const registration = synapseRegistration(synapse);
  const isOpen = registration.enabled && synapse.passwordsEnabled;
  const from = placesOf(synapse.tree.place(['disable_registration']) ?? synapse.tree.place(['enable_registration']));
  const enabled: BooleanSetting = {
    path: ['account', 'password_registration_enabled'],
    value: isOpen,
    byDefault: false,
    why: `registration is ${isOpen ? 'open' : 'closed'} in Synapse (enable_registration)`,
    from,
    ...(isOpen ? {} : { harm: 'Anybody who fulfils the conditions of MAS can make an account.' }),
  };
  if (!isOpen) return settleBoolean(enabled, mas);
  const obstacle = lostHurdle(registration, synapse, mas);
  const isWritten = mas.tree.value(enabled.path) !== undefined;
  const opened: SettingsResult =
    obstacle === undefined || isWritten
      ? settleBoolean(enabled, mas)
      : { changes: [], findings: [toFinding(registrationClosed, { what: obstacle, where: from })] };
  const results = [opened, ...conditions(registration, synapse, mas).map((setting) => settleBoolean(setting, mas))];
  return {
    changes: results.flatMap(({ changes }) => changes),
    findings: results.flatMap(({ findings }) => findings),
  };
}

function conditions(
  { email, token }: SynapseRegistration,
  synapse: SynapseConfig,
  mas: MasConfig,
): readonly BooleanSetting[] {
  const harm =
    mas.tree.value(['account', 'password_registration_enabled']) === false
      ? {}
      : { harm: 'Accounts can be made without one.' };
  const emailRequired: BooleanSetting = {
    path: ['account', 'password_registration_email_required'],
    value: email,
    byDefault: true,
    why: `Synapse ${requires(email)} an e-mail address at registration (registrations_require_3pid)`,
    from: placesOf(synapse.tree.place(['registrations_require_3pid'])),
    ...(email ? harm : {}),
  };
  // The old name of the option below; it holds for providers too.
  if (mas.tree.value(['account', 'registration_token_required']) === true) return [emailRequired];
  const tokenRequired: BooleanSetting = {
    path: ['account', 'password_registration_token_required'],
    value: token,
    byDefault: false,
    why: `Synapse ${requires(token)} a registration token (registration_requires_token)`,
    from: placesOf(synapse.tree.place(['registration_requires_token'])),
    ...(token ? harm : {}),
  };
  return [emailRequired, tokenRequired];
}

function requires(value: boolean): string {
  return value ? 'requires' : 'does not require';
}

/** Why registration would be open to more people than before; undefined when it would not. */
function lostHurdle(registration: SynapseRegistration, synapse: SynapseConfig, mas: MasConfig): string | undefined {
  if (registration.approval) return 'Synapse lets an administrator approve each new account (MSC3866), MAS does not.';
  if (registration.token) return undefined;
  const isRestricted = registration.email && registration.restrictedAddresses;
  if (isRestricted && mas.tree.value(['policy', 'data', 'emails', 'allowed_addresses']) === undefined) {
    return 'Synapse accepts certain e-mail addresses only (allowed_local_3pids), MAS would accept all.';
  }
  if (registration.email) return undefined;
  if (registration.captcha) {
    const hasCaptcha = masHasCaptcha(synapse, mas);
    return hasCaptcha ? undefined : 'Synapse asks for a captcha, which the plan cannot take over.';
  }
  return registration.phone ? 'Synapse requires a phone number, which MAS cannot ask for.' : undefined;
}

function masHasCaptcha(synapse: SynapseConfig, mas: MasConfig): boolean {
  return typeof mas.tree.value(['captcha', 'service']) === 'string' || captchaSettings(synapse, mas).changes.length > 0;
}
