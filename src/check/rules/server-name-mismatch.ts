import { type ConfigRule, placesOf } from '../config-rule.ts';

export const serverNameMismatch: ConfigRule = {
  id: 'mas/server-name-mismatch',
  severity: 'error',
  title: 'MAS serves another server name than Synapse',
  why: 'User ids end in the server name. MAS would ask Synapse for users that do not exist there.',
  remedy: 'Set matrix.homeserver in the configuration of MAS to server_name of homeserver.yaml.',
  learntFrom: ['MAS: crates/syn2mas', 'element-hq/matrix-authentication-service#4881'],
  observe(synapse, mas) {
    if (synapse.serverName === mas.matrix.homeserver) return [];
    const what = `server_name of Synapse is ${synapse.serverName}, matrix.homeserver of MAS is ${mas.matrix.homeserver}.`;
    return [
      {
        what,
        where: placesOf(
          synapse.tree.place(['server_name']),
          mas.tree.place(['matrix', 'homeserver']) ?? mas.matrix.place,
        ),
      },
    ];
  },
};
