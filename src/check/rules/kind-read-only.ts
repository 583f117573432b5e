import { type ConfigRule, placesOf } from '../config-rule.ts';

export const kindReadOnly: ConfigRule = {
  id: 'mas/kind-read-only',
  severity: 'error',
  title: 'MAS would not write to Synapse',
  why: 'With matrix.kind synapse_read_only, which is for trials, no device reaches Synapse, so that no new login works.',
  remedy: 'Set matrix.kind to synapse.',
  learntFrom: ['MAS: crates/config matrix section', 'MAS: docs/setup/migration.md'],
  observe(_synapse, mas) {
    if (mas.matrix.kind !== 'synapse_read_only') return [];
    return [
      {
        what: 'matrix.kind is synapse_read_only.',
        where: placesOf(mas.tree.place(['matrix', 'kind']) ?? mas.matrix.place),
      },
    ];
  },
};
