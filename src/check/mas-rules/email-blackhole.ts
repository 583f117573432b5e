import type { Rule } from '../rule.ts';

/** Only info where neither program sends mail and nothing in MAS needs it. */
export const emailBlackhole: Rule = {
  id: 'mas/email-blackhole',
  severity: 'warning',
  title: 'MAS sends no e-mail',
  why: 'With the transport blackhole every mail of MAS is thrown away: nobody can recover a password, add an e-mail address or register where one is required.',
  remedy: 'Set email.transport to smtp or sendmail in the configuration of MAS, with from and reply_to.',
  learntFrom: ['MAS: crates/config email section', 'Synapse: synapse/config/emailconfig.py'],
};
