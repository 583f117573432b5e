import type { Rule } from '../rule.ts';

export const registrationClosed: Rule = {
  id: 'mas/registration-closed',
  severity: 'warning',
  title: 'Registration was open in Synapse and stays closed in MAS',
  why: 'What kept unwanted accounts out has no counterpart in the configuration of MAS. Opening registration without it would let anybody in.',
  remedy:
    'Give MAS another hurdle (account.password_registration_token_required, captcha, policy.data.emails.allowed_addresses), then set account.password_registration_enabled to true.',
  learntFrom: [
    'Synapse: synapse/rest/client/register.py',
    'MAS: docs/reference/configuration.md',
    'spantaleev/matrix-docker-ansible-deploy#4349',
  ],
};
