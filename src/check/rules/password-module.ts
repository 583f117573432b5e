import { type ConfigRule, placesOf } from '../config-rule.ts';

export const passwordModule: ConfigRule = {
  id: 'synapse/password-module',
  severity: 'error',
  isAcceptable: true,
  title: 'A module checks passwords for Synapse',
  why: 'Synapse starts with it but no longer asks it. MAS knows only the hashes in the database: users whose password the module checks lose access, and so do bridges that log in through it.',
  remedy:
    'Replace it: an OpenID Connect provider for users, appservice double puppeting for bridges. Accept the finding if the module does something else.',
  learntFrom: [
    'Synapse: synapse/module_api',
    'element-hq/matrix-authentication-service#3168',
    'spantaleev/matrix-docker-ansible-deploy#3077',
  ],
  observe(synapse) {
    const modules = synapse.tree.value(['modules']);
    if (!Array.isArray(modules)) return [];
    return modules.flatMap((_, index) => {
      const name = synapse.tree.value(['modules', index, 'module']);
      if (typeof name !== 'string' || !checksPasswords.test(name)) return [];
      return [
        {
          what: `The module ${name} checks passwords, by its name.`,
          where: placesOf(synapse.tree.place(['modules', index, 'module'])),
        },
      ];
    });
  },
};

/** Only its name can be seen: the LDAP, REST and shared-secret modules, and others that call themselves alike. */
export const checksPasswords = /ldap|rest_auth|shared_secret_auth|auth_?provider|authenticator|password/i;
