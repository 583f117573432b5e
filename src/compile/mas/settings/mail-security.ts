/** email.mode of MAS. */
export type MailMode = 'plain' | 'starttls' | 'tls';

/** What Synapse says of its mail server. */
export interface SynapseMailServer {
  readonly host: string;
  readonly port: number;
  readonly forceTls: boolean;
  readonly enableTls: boolean;
  readonly requireTransportSecurity: boolean;
  readonly hasLogin: boolean;
  /** The name in the certificate, where it is another than the host. */
  readonly tlsName?: string;
}

/** The mode of MAS for a mail server of Synapse, and what is to be said of it. */
export interface MailSecurity {
  readonly mode: MailMode;
  readonly remark?: { readonly text: string; readonly mayStop: boolean };
}

/**
 * Chooses the mode. Three of Synapse's four ways have an equal. STARTTLS when offered has none: it becomes starttls, so
 * that no password and no recovery link is ever sent in clear; but plain on this machine, where there is no login and
 * often no certificate.
 */
export function mailSecurity(server: SynapseMailServer): MailSecurity {
  const chosen = chooseMode(server);
  const { tlsName, host } = server;
  if (chosen.mode === 'plain' || tlsName === undefined || tlsName === host) return chosen;
  const text = `${chosen.remark ? `${chosen.remark.text} ` : ''}email.tlsname is ${tlsName}: MAS expects ${host} in the certificate.`;
  return { mode: chosen.mode, remark: { text, mayStop: true } };
}

function chooseMode(server: SynapseMailServer): MailSecurity {
  if (server.forceTls) return { mode: 'tls' };
  if (!server.enableTls) return { mode: 'plain' };
  if (server.requireTransportSecurity) return { mode: 'starttls' };
  if (isThisMachine(server.host) && !server.hasLogin) {
    const text = `Synapse uses STARTTLS when ${server.host} offers it. MAS gets the mode plain: it is this machine, and there is no login.`;
    return { mode: 'plain', remark: { text, mayStop: false } };
  }
  const isSubmission = server.port === 587;
  const text = `Synapse uses STARTTLS when ${server.host} offers it. MAS gets the mode starttls${isSubmission ? '' : ', and sends nothing if the server does not offer it'}.`;
  return { mode: 'starttls', remark: { text, mayStop: !isSubmission } };
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}
