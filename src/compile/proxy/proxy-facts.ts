import type { MasConfig } from '../../config/mas-config.ts';
import type { SynapseConfig } from '../../config/synapse-config.ts';

/** What a proxy has to know of both services. */
export interface ProxyFacts {
  readonly synapse: Pick<SynapseConfig, 'tree' | 'serverName' | 'publicBaseurl'>;
  /** As the plan leaves it. */
  readonly mas: MasConfig;
  /** Where Synapse reaches MAS. */
  readonly endpoint: string;
  /** The file, where one is served. */
  readonly wellKnown?: string | undefined;
}
