import { isTrueInPython } from '../../../check/python-value.ts';
import type { MasConfig } from '../../../config/mas-config.ts';
import type { SynapseConfig } from '../../../config/synapse-config.ts';
import type { SecretReference } from '../../yaml/yaml-value.ts';
import { type MailSecurity, mailSecurity } from './mail-security.ts';
import { mailSender } from './mail-sender.ts';
import { secretOf } from './secret-of.ts';

/** How MAS will send mail. */
export type EmailDecision =
  /** MAS has a transport of its own; it stays. */
  | { readonly kind: 'own' }
  /** Neither program sends mail. */
  | { readonly kind: 'none' }
  /** Synapse sends mail, but its settings cannot be taken over. */
  | { readonly kind: 'impossible'; readonly reason: string }
  /** MAS sends as Synapse does. */
  | {
      readonly kind: 'smtp';
      readonly host: string;
      readonly port: number;
      readonly security: MailSecurity;
      readonly sender: string;
      readonly login?: { readonly username: string; readonly password: SecretReference };
    };

/** Whether mail leaves MAS after the plan. */
export function sendsMail(decision: EmailDecision): boolean {
  return decision.kind === 'own' || decision.kind === 'smtp';
}

/** Reads both e-mail sections; Synapse's with the defaults of synapse/config/emailconfig.py. */
export function decideEmail(synapse: SynapseConfig, mas: MasConfig): EmailDecision {
  const transport = mas.tree.value(['email', 'transport']);
  if (typeof transport === 'string' && transport !== 'blackhole') return { kind: 'own' };
  const read = (key: string, byDefault?: unknown): unknown => {
    const value = synapse.tree.value(['email', key]);
    return value === undefined ? byDefault : value;
  };
  const notifFrom = read('notif_from');
  if (typeof notifFrom !== 'string') return { kind: 'none' };
  const prepared = masOptions.filter((key) => (mas.tree.value(['email', key]) ?? undefined) !== undefined);
  if (prepared.length > 0) {
    return impossible(`MAS has the transport blackhole, but also email.${prepared.join(', email.')} of its own.`);
  }
  const sender = mailSender(notifFrom, String(read('app_name', 'Matrix')));
  if (sender === undefined) return impossible('email.notif_from of Synapse is no address that MAS takes.');
  const forceTls = isTrueInPython(read('force_tls'));
  const host = read('smtp_host', 'localhost');
  const port = Number(read('smtp_port', forceTls ? 465 : 25));
  if (typeof host !== 'string' || host === '' || !Number.isInteger(port) || port < 1 || port > 65535) {
    return impossible('email.smtp_host or email.smtp_port of Synapse is nothing that MAS takes.');
  }
  const username = read('smtp_user');
  const hasLogin = typeof username === 'string' && username !== '';
  const password = secretOf(synapse, ['email', 'smtp_pass']);
  // MAS wants both or none.
  if (hasLogin && !password) return impossible('Synapse has email.smtp_user without email.smtp_pass.');
  const tlsName = read('tlsname');
  const security = mailSecurity({
    host,
    port,
    forceTls,
    enableTls: isTrueInPython(read('enable_tls', true)),
    requireTransportSecurity: isTrueInPython(read('require_transport_security')),
    hasLogin,
    ...(typeof tlsName === 'string' ? { tlsName } : {}),
  });
  return {
    kind: 'smtp',
    host,
    port,
    security,
    sender,
    ...(hasLogin && password ? { login: { username, password } } : {}),
  };
}

/** What belongs to a transport. Where some of it is prepared already, it is not mixed with what Synapse has. */
const masOptions = ['mode', 'hostname', 'port', 'username', 'password', 'password_file', 'command'];

function impossible(reason: string): EmailDecision {
  return { kind: 'impossible', reason };
}
