import { placesOf, toFinding } from '../check/config-rule.ts';
import { redirectUri } from '../check/rules/redirect-uri.ts';
import { workerRoutes } from '../check/rules/worker-routes.ts';
import type { MasConfig } from '../config/mas-config.ts';
import type { SynapseConfig } from '../config/synapse-config.ts';
import type { Finding } from '../plan/types.gen.ts';
import { movedProviders } from './operator/moved-providers.ts';
import { readWorkers } from './operator/read-workers.ts';

/** What people have to change outside both configurations, and what no file shows: each has a step of its own. */
export function operatorFindings(synapse: SynapseConfig, mas: MasConfig): readonly Finding[] {
  const { present, names, places } = readWorkers(synapse.tree);
  const what = `Workers: ${names.length === 0 ? 'some, whose names do not stand in homeserver.yaml' : names.join(', ')}.`;
  return [
    ...movedProviders(synapse, mas).map(({ authProvider, name, redirectUri: { old, new: uri } }) =>
      toFinding(redirectUri, {
        what: `${name} (${authProvider}) sends people back to ${uri} instead of ${old}.`,
        where: placesOf(mas.providers.find(({ synapseIdpId }) => synapseIdpId === authProvider)?.place),
      }),
    ),
    ...(present
      ? [toFinding(workerRoutes, { what, where: places, ...(names.length === 0 ? {} : { count: names.length }) })]
      : []),
  ];
}
