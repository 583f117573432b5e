import type { Place } from '../support/errors.ts';
import type { ConnectionSettings } from '../support/postgres/connection-settings.ts';
import type { Secret } from '../support/secret.ts';
import type { ConfigTree } from './config-tree.ts';

/** An upstream provider of MAS's configuration. */
export interface MasProvider {
  /** As written: a ULID. */
  readonly id: string;
  /** The same as a UUID in lower case; undefined when `id` is no ULID. */
  readonly uuid?: string;
  readonly synapseIdpId?: string;
  readonly issuer?: string;
  readonly clientId?: string;
  readonly humanName?: string;
  readonly place: Place;
}

/** One entry of passwords.schemes. */
export interface MasPasswordScheme {
  readonly version: number;
  readonly algorithm: string;
  readonly secret?: Secret;
  readonly unicodeNormalization: boolean;
  readonly place: Place;
}

/** Where MAS keeps the secret that it shares with Synapse; that of a file has a value where the file can be read here. */
export type MasSharedSecret =
  | { readonly kind: 'inline'; readonly place: Place; readonly value: Secret }
  | { readonly kind: 'file'; readonly place: Place; readonly path: string; readonly value?: Secret };

/** What the compiler needs to know of MAS's configuration. */
export interface MasConfig {
  readonly tree: ConfigTree;
  readonly database: { readonly settings: ConnectionSettings; readonly place?: Place };
  readonly matrix: {
    readonly kind: string;
    readonly homeserver: string;
    readonly endpoint: string;
    readonly sharedSecret?: MasSharedSecret;
    readonly place: Place;
  };
  readonly passwords: {
    readonly enabled: boolean;
    readonly schemes: readonly MasPasswordScheme[];
    readonly place?: Place;
  };
  readonly providers: readonly MasProvider[];
  /** http.public_base, with a trailing slash. */
  readonly publicBase: string;
  /** http.issuer, else publicBase; with a trailing slash. */
  readonly issuer: string;
}
