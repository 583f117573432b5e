import { type ConfigRule, placesOf } from '../config-rule.ts';

export const passwordsDisabled: ConfigRule = {
  id: 'mas/passwords-disabled',
  severity: 'warning',
  title: 'Users log in to Synapse by password, MAS takes none',
  why: 'Their passwords are migrated but cannot be used: who has no upstream provider cannot log in.',
  remedy:
    'Set passwords.enabled to true in the configuration of MAS, or make sure that every user has a link to a provider.',
  learntFrom: ['MAS: crates/config passwords section'],
  observe(synapse, mas) {
    if (!synapse.passwordsEnabled || mas.passwords.enabled) return [];
    return [
      {
        what: 'passwords.enabled is false in MAS; Synapse has password login.',
        where: placesOf(mas.tree.place(['passwords', 'enabled']) ?? mas.passwords.place),
      },
    ];
  },
};
