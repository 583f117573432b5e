import { placesOf, toFinding } from '../../../check/config-rule.ts';
import { passwordsOpened } from '../../../check/mas-rules/passwords-opened.ts';
import { isTrueInPython } from '../../../check/python-value.ts';
import type { MasConfig } from '../../../config/mas-config.ts';
import type { SynapseConfig } from '../../../config/synapse-config.ts';
import { type BooleanSetting, settleBoolean } from './boolean-setting.ts';
import { decideEmail, sendsMail } from './decide-email.ts';
import { registrationSettings } from './registration.ts';
import type { SettingsResult } from './settings-result.ts';

/**
 * The switches of `account` that keep what users of Synapse may do. Those of passwords are set only where MAS takes
 * passwords. A Synapse that is delegated already tells nothing: its own switches were off.
 */
export function accountSettings(synapse: SynapseConfig, mas: MasConfig): SettingsResult {
  if (isTrueInPython(synapse.tree.value(['matrix_authentication_service', 'enabled']))) {
    return { changes: [], findings: [] };
  }
  const settings = [...profileSettings(synapse), ...(mas.passwords.enabled ? passwordSettings(synapse, mas) : [])];
  const results = settings.map((setting) => settleBoolean(setting, mas));
  if (mas.passwords.enabled) results.push(registrationSettings(synapse, mas));
  return {
    changes: results.flatMap(({ changes }) => changes),
    findings: [...results.flatMap(({ findings }) => findings), ...openedPasswords(synapse, mas)],
  };
}

function profileSettings({ tree }: SynapseConfig): readonly BooleanSetting[] {
  // Both are on where Synapse's configuration does not mention them.
  const isAllowed = (key: string): boolean => tree.value([key]) === undefined || isTrueInPython(tree.value([key]));
  const from = (key: string) => placesOf(tree.place([key]));
  return [
    {
      path: ['account', 'email_change_allowed'],
      value: isAllowed('enable_3pid_changes'),
      byDefault: true,
      why: `Synapse ${allows(isAllowed('enable_3pid_changes'))} changes of e-mail addresses (enable_3pid_changes)`,
      from: from('enable_3pid_changes'),
    },
    {
      path: ['account', 'displayname_change_allowed'],
      value: isAllowed('enable_set_displayname'),
      byDefault: true,
      why: `Synapse ${allows(isAllowed('enable_set_displayname'))} changes of display names (enable_set_displayname)`,
      from: from('enable_set_displayname'),
    },
  ];
}

function passwordSettings(synapse: SynapseConfig, mas: MasConfig): readonly BooleanSetting[] {
  const isOn = synapse.passwordsEnabled;
  const ofPasswords = placesOf(synapse.tree.place(['password_config']));
  const email = decideEmail(synapse, mas);
  const change: BooleanSetting = {
    path: ['account', 'password_change_allowed'],
    value: isOn,
    byDefault: true,
    why: `Synapse ${allows(isOn)} changes of passwords (password_config)`,
    from: ofPasswords,
  };
  if (!isOn) return [change];
  const byEmail: BooleanSetting = {
    path: ['account', 'login_with_email_allowed'],
    value: true,
    byDefault: false,
    why: 'Synapse lets users log in by e-mail address and password',
    from: ofPasswords,
    harm: 'Who logs in by e-mail address must now know the user name.',
  };
  // Where no mail can be sent, an offer to recover the password is an empty promise.
  if (email.kind === 'none' || !sendsMail(email)) return [change, byEmail];
  const recovery: BooleanSetting = {
    path: ['account', 'password_recovery_enabled'],
    value: true,
    byDefault: false,
    why: 'Synapse has an email section, with which users reset a forgotten password',
    from: placesOf(synapse.tree.place(['email'])),
    harm: 'Who forgets the password needs an administrator.',
  };
  return [change, byEmail, recovery];
}

function openedPasswords(synapse: SynapseConfig, mas: MasConfig): SettingsResult['findings'] {
  if (synapse.passwordsEnabled || !mas.passwords.enabled) return [];
  const written = mas.tree.place(['passwords', 'enabled']);
  return [
    toFinding(passwordsOpened, {
      what: `Synapse takes no passwords; passwords.enabled is ${written ? '' : 'not set and so '}true in MAS.`,
      where: placesOf(synapse.tree.place(['password_config']), written ?? mas.passwords.place),
    }),
  ];
}

function allows(value: boolean): string {
  return value ? 'allows' : 'does not allow';
}
