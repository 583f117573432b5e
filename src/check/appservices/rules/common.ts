/** Where MSC4190 is told of. */
export const msc4190 = [
  'Synapse: synapse/storage/databases/main/appservice.py',
  'Synapse: docs/upgrade.md',
  'element-hq/synapse#18946',
  'element-hq/synapse#19031',
];
