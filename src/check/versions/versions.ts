import { type KnownVersion, knownVersion } from './known-version.ts';
import { masVersion } from './mas-version.ts';
import { type SynapseTraces, synapseVersion, versionOfDatabase } from './synapse-version.ts';

/** What is known of the versions of both services. */
export interface Versions {
  /** As stated, else as its database says. */
  readonly synapse: KnownVersion;
  readonly synapseDatabase: KnownVersion;
  readonly synapseSchema: string | undefined;
  readonly mas: KnownVersion;
  readonly masMigration: string | undefined;
}

/** @param stated by `--synapse-version` */
export function knownVersions(
  stated: string | undefined,
  source: SynapseTraces,
  target: { readonly schemaVersion: string | undefined },
): Versions {
  return {
    synapse: synapseVersion(stated, source),
    synapseDatabase: versionOfDatabase(source),
    synapseSchema: source.schemaVersion,
    mas: masVersion(target.schemaVersion),
    masMigration: target.schemaVersion,
  };
}

/** Of nobody. */
export const unknownVersions: Versions = {
  synapse: knownVersion({}, 'nobody asked'),
  synapseDatabase: knownVersion({}, 'nobody asked'),
  synapseSchema: undefined,
  mas: knownVersion({}, 'nobody asked'),
  masMigration: undefined,
};
