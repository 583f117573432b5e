import type { Rule } from '../../rule.ts';

export const registrationInvalid: Rule = {
  id: 'appservice/registration-invalid',
  severity: 'error',
  isAcceptable: true,
  title: 'Synapse would not start with the registration of an application service',
  why: 'It reads all registrations at its start and stops at the first that is wrong. As it runs, the file was changed since, or is not the one that it reads.',
  remedy: 'Correct the file. Accept the finding if Synapse reads another file than this program.',
  learntFrom: ['Synapse: synapse/config/appservice.py', 'Synapse: synapse/appservice/__init__.py'],
};
