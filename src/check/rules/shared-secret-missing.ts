import type { ConfigRule } from '../config-rule.ts';

export const sharedSecretMissing: ConfigRule = {
  id: 'mas/shared-secret-missing',
  severity: 'error',
  title: 'MAS has no secret that it shares with Synapse',
  why: 'MAS does not start without it, and Synapse and MAS cannot talk to each other.',
  remedy:
    'Set matrix.secret_file (or matrix.secret) in the configuration of MAS, for example to 32 random letters and digits.',
  learntFrom: ['MAS: crates/config matrix section', 'element-hq/matrix-authentication-service#2780'],
  observe(_synapse, mas) {
    if (mas.matrix.sharedSecret) return [];
    return [{ what: 'matrix has neither secret_file nor secret.', where: [mas.matrix.place] }];
  },
};
