/** Where the versions that work together are told of. */
export const threads = ['Synapse: docs/upgrade.md', 'element-hq/synapse#18759'];
