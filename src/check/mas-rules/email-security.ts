import type { Rule } from '../rule.ts';

/** A warning where mail may stop. */
export const emailSecurity: Rule = {
  id: 'mas/email-security',
  severity: 'info',
  title: 'MAS protects its connection to the mail server in another way than Synapse',
  why: 'Synapse uses STARTTLS when the server offers it. MAS must be told: plain never, starttls always, or no mail is sent. It checks the certificate against email.hostname.',
  remedy:
    'MAS tries the connection when it starts and logs whether it works: look there, and change email.mode if it does not.',
  learntFrom: ['Synapse: synapse/handlers/send_email.py', 'MAS: crates/email/src/transport.rs'],
};
