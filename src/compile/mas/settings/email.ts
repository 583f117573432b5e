import { placesOf, toFinding } from '../../../check/config-rule.ts';
import { emailBlackhole } from '../../../check/mas-rules/email-blackhole.ts';
import { emailSecurity } from '../../../check/mas-rules/email-security.ts';
import type { MasConfig } from '../../../config/mas-config.ts';
import { placeAround } from '../../../config/place-around.ts';
import type { SynapseConfig } from '../../../config/synapse-config.ts';
import type { YamlValue } from '../../yaml/yaml-value.ts';
import type { MasChange } from '../mas-change.ts';
import { accountSettings } from './account.ts';
import { decideEmail, type EmailDecision } from './decide-email.ts';
import type { SettingsResult } from './settings-result.ts';

/** The section `email` of MAS from that of Synapse, where MAS has no transport of its own. */
export function emailSettings(synapse: SynapseConfig, mas: MasConfig): SettingsResult {
  const decision = decideEmail(synapse, mas);
  if (decision.kind === 'own') return { changes: [], findings: [] };
  if (decision.kind !== 'smtp') return { changes: [], findings: [blackhole(decision, synapse, mas)] };
  const { remark } = decision.security;
  const rule = remark?.mayStop ? { ...emailSecurity, severity: 'warning' as const } : emailSecurity;
  const where = placesOf(synapse.tree.place(['email']));
  return {
    changes: smtpChanges(decision, synapse, mas),
    findings: remark ? [toFinding(rule, { what: remark.text, where })] : [],
  };
}

function smtpChanges(
  decision: Extract<EmailDecision, { kind: 'smtp' }>,
  { tree }: SynapseConfig,
  mas: MasConfig,
): readonly MasChange[] {
  const { host, port, security, sender, login } = decision;
  const change = (key: string, value: YamlValue, ...options: readonly string[]): MasChange => {
    const written = options.filter((option) => tree.value(['email', option]) !== undefined);
    const why = written.length > 0 ? `Synapse has email.${written.join(', email.')}` : "Synapse's default";
    const from = placesOf(...written.map((option) => tree.place(['email', option])));
    return { path: ['email', key], value, why, from: from.length > 0 ? from : placesOf(tree.place(['email'])) };
  };
  // A generated configuration names a sender that nobody can answer; another one is the operator's.
  const senders = ['from', 'reply_to'].filter((key) => {
    const written = mas.tree.value(['email', key]);
    return typeof written !== 'string' || written.includes('root@localhost');
  });
  return [
    change('transport', 'smtp', 'smtp_host'),
    change('mode', security.mode, 'force_tls', 'enable_tls', 'require_transport_security'),
    change('hostname', host, 'smtp_host'),
    change('port', port, 'smtp_port'),
    ...(login
      ? [change('username', login.username, 'smtp_user'), change('password', login.password, 'smtp_pass')]
      : []),
    ...senders.map((key) => change(key, sender, 'notif_from', 'app_name')),
  ];
}

function blackhole(
  decision: Extract<EmailDecision, { kind: 'none' | 'impossible' }>,
  synapse: SynapseConfig,
  mas: MasConfig,
) {
  const where = placesOf(synapse.tree.place(['email']), placeAround(mas.tree, ['email', 'transport']));
  if (decision.kind === 'impossible') return toFinding(emailBlackhole, { what: decision.reason, where });
  const needs = neededFor(synapse, mas);
  const rule = needs === undefined ? { ...emailBlackhole, severity: 'info' as const } : emailBlackhole;
  const what = `Synapse has no e-mail configured, nor has MAS.${needs === undefined ? '' : ` ${needs}`}`;
  return toFinding(rule, { what, where });
}

/** What MAS is configured to do, or will be, that does not work without mail. */
function neededFor(synapse: SynapseConfig, mas: MasConfig): string | undefined {
  if (!mas.passwords.enabled) return undefined;
  const { changes } = accountSettings(synapse, mas);
  const isOn = (key: string, byDefault: boolean): boolean => {
    const change = changes.find(({ path }) => path[1] === key);
    const value = change ? change.value : mas.tree.value(['account', key]);
    return typeof value === 'boolean' ? value : byDefault;
  };
  if (isOn('password_recovery_enabled', false)) return 'account.password_recovery_enabled is true all the same.';
  const isRequired = isOn('password_registration_enabled', false) && isOn('password_registration_email_required', true);
  return isRequired ? 'Registration in MAS requires an e-mail address, so nobody can register.' : undefined;
}
