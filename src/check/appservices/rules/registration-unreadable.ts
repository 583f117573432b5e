import type { Rule } from '../../rule.ts';

export const registrationUnreadable: Rule = {
  id: 'appservice/registration-unreadable',
  severity: 'warning',
  outcome: 'unevaluated',
  title: 'The registration of an application service could not be read',
  why: 'Whether it breaks with the move is not known, nor which users are its own.',
  remedy:
    'Let this user read the file; when Synapse runs in a container, say where its folders are: --synapse-path /data=/srv/synapse. A relative path is looked for beside homeserver.yaml.',
  learntFrom: ['Synapse: synapse/config/appservice.py'],
};
