import type { Place } from '../support/errors.ts';
import type { ConnectionSettings } from '../support/postgres/connection-settings.ts';
import type { Secret } from '../support/secret.ts';
import type { ConfigPath } from './config-node.ts';
import type { ConfigTree } from './config-tree.ts';

/** An OIDC provider of homeserver.yaml. */
export interface SynapseProvider {
  /** auth_provider in user_external_ids: `oidc` for the legacy section and idp_id `oidc`, else `oidc-<idp_id>`. */
  readonly authProvider: string;
  readonly issuer?: string;
  readonly clientId?: string;
  readonly name?: string;
  /** Of the section: `['oidc_providers', 0]` or `['oidc_config']`. */
  readonly path: ConfigPath;
  readonly place: Place;
}

/** Where Synapse's database is, as its configuration says it or somebody instead of it. */
export type SynapseDatabase =
  | { readonly engine: 'psycopg2'; readonly settings: ConnectionSettings }
  /** `file` as it was given: a relative one is Synapse's own. `from` says by whom. */
  | { readonly engine: 'sqlite3'; readonly file: string; readonly from: string };

/** What the compiler needs to know of the source homeserver.yaml. */
export interface SynapseConfig {
  readonly tree: ConfigTree;
  readonly serverName: string;
  /** Always with a trailing slash, as Synapse makes it. */
  readonly publicBaseurl?: string;
  readonly defaultIdentityServer?: string;
  readonly extraWellKnownClientContent?: Readonly<Record<string, unknown>>;
  readonly database: SynapseDatabase & { readonly place: Place };
  readonly providers: readonly SynapseProvider[];
  readonly passwordPepper?: Secret;
  /** matrix_authentication_service.secret_path, with what it holds where it can be read here. */
  readonly sharedSecretFile?: { readonly path: string; readonly value?: Secret };
  readonly passwordsEnabled: boolean;
  readonly allowGuestAccess: boolean;
}
