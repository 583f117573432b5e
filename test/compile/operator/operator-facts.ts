import { movedProviders } from '../../../src/compile/operator/moved-providers.ts';
import { readOldClient } from '../../../src/compile/operator/old-client.ts';
import type { OperatorFacts } from '../../../src/compile/operator/operator-facts.ts';
import { readWorkers } from '../../../src/compile/operator/read-workers.ts';
import { routeLoginsStep } from '../../../src/compile/proxy/route-logins-step.ts';
import { masConfig, soundMas, synapseConfig } from '../build-configs.ts';
import { templates } from '../templates.ts';

export const required = 'server_name: example.com\nreport_stats: false\n';

/** The facts of a homeserver.yaml and of what a sound configuration of MAS has besides. */
export function factsOf(
  homeserver = '',
  upstreams = '',
  given: Partial<OperatorFacts> = {},
  masYaml: string = soundMas,
): OperatorFacts {
  const synapse = synapseConfig(required + homeserver);
  const mas = masConfig(masYaml + upstreams);
  return {
    serverName: synapse.serverName,
    synapseDatabase: { host: '/run/postgresql', port: 5432, database: 'synapse', user: 'synapse', sslmode: 'prefer' },
    masDatabase: { host: 'db.example.com', port: 5433, database: 'mas', user: 'mas', sslmode: 'verify-full' },
    masConfigFiles: ['/etc/mas/config.yaml', "/etc/mas/bob's secrets.yaml"],
    changedFiles: ['/etc/synapse/homeserver.yaml', '/srv/my site/.well-known/matrix/client'],
    backups: ['/etc/synapse/homeserver.yaml.before-mas-0123abcd'],
    providers: movedProviders(synapse, mas),
    providersGuard: undefined,
    workers: readWorkers(synapse.tree),
    appservices: [],
    oldClient: readOldClient(synapse, mas),
    wellKnown: undefined,
    routeLogins: routeLoginsStep({ synapse, mas, endpoint: 'http://127.0.0.1:8090/' }, undefined, templates),
    ...given,
  };
}
