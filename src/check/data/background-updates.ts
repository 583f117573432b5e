import type { DataRule } from './data-rule.ts';

export const backgroundUpdates: DataRule = {
  id: 'data/background-updates',
  severity: 'warning',
  template: 'background-updates',
  isAskedOnce: true,
  matters: ({ hasBackgroundUpdates }) => hasBackgroundUpdates,
  title: 'Synapse has not finished its background updates',
  why: 'Synapse is still changing rows and indexes after an upgrade. What is planned now may not be what is there in the night of the migration, and a database that was just brought over from SQLite may miss rows.',
  remedy:
    'Let Synapse run until background_updates is empty (GET /_synapse/admin/v1/background_updates/status), then plan again.',
  learntFrom: [
    'element-hq/synapse#18053',
    'element-hq/synapse#18544',
    'matrix-org/synapse#15219',
    'matrix-org/synapse#12299',
  ],
};
