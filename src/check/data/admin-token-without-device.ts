import type { DataRule } from './data-rule.ts';

export const adminTokenWithoutDevice: DataRule = {
  id: 'tokens/admin-without-device',
  severity: 'warning',
  template: 'admin-token-without-device',
  title: 'Tokens of administrators that belong to no device',
  why: 'Programs use such tokens for the admin API. They are carried over, but parts of that API are gone or do something else with MAS: accounts that Synapse makes or changes by itself are not those of MAS.',
  remedy:
    'Find the programs (bots for moderation, provisioning, backups) and let them use the admin API of MAS for accounts, passwords, e-mail addresses and sessions. operator/tell-administrators lists what is gone.',
  learntFrom: [
    'element-hq/synapse#18993',
    'element-hq/synapse#20241',
    'element-hq/synapse#17520',
    'the-draupnir-project/Draupnir#986',
    'spantaleev/matrix-docker-ansible-deploy#5164',
  ],
};
