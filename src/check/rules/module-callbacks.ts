import { type ConfigRule, placesOf } from '../config-rule.ts';
import { checksPasswords } from './password-module.ts';

export const moduleCallbacks: ConfigRule = {
  id: 'synapse/module-callbacks',
  severity: 'info',
  title: 'Modules of Synapse that are asked less',
  why: 'With MAS Synapse neither logs people in nor registers them nor keeps their e-mail addresses: what a module does at those moments (spam checks of logins and registrations, account validity, third-party rules) no longer happens. All else goes on.',
  remedy:
    'Look into the documentation of each for login, registration and third-party ids, and give MAS what is missing: its policy can refuse registrations.',
  learntFrom: [
    'Synapse: synapse/module_api',
    'Synapse: docs/modules',
    'spantaleev/matrix-docker-ansible-deploy#3077',
    'element-hq/matrix-authentication-service#3168',
  ],
  observe({ tree }) {
    const modules = tree.value(['modules']);
    if (!Array.isArray(modules)) return [];
    const names = modules.flatMap((_, index) => {
      const name = tree.value(['modules', index, 'module']);
      return typeof name === 'string' && !checksPasswords.test(name) ? [{ name, index }] : [];
    });
    if (names.length === 0) return [];
    return [
      {
        what: `Modules: ${names.map(({ name }) => name).join(', ')}.`,
        where: placesOf(...names.map(({ index }) => tree.place(['modules', index, 'module']))),
        count: names.length,
      },
    ];
  },
};
