import { versionAfter } from './compare-versions.ts';
import { type KnownVersion, knownVersion } from './known-version.ts';
import { boundsOf } from './marker.ts';
import { synapseDeltas, synapseSchemaVersions } from './synapse-releases.ts';

/** What a database of Synapse says of the Synapse that used it last. */
export interface SynapseTraces {
  /** Of `schema_version`. */
  readonly schemaVersion: string | undefined;
  /** Of `applied_schema_deltas`; undefined where it could not be read. */
  readonly appliedDeltas?: ReadonlySet<string> | undefined;
}

/** The version that was stated, else what the database gives. `1.142` is any release of that line. */
export function synapseVersion(stated: string | undefined, traces: SynapseTraces): KnownVersion {
  if (stated === undefined) return versionOfDatabase(traces);
  const version = stated.replace(/^v/, '');
  return { atLeast: version, below: versionAfter(version), text: `${version} (--synapse-version)` };
}

/** From the schema's number, and from the changes that the database went through where it says them. */
export function versionOfDatabase({ schemaVersion, appliedDeltas }: SynapseTraces): KnownVersion {
  if (schemaVersion === undefined || !/^\d+$/.test(schemaVersion))
    return knownVersion({}, 'its database does not say its schema version');
  const source = `its database has the schema version ${schemaVersion}`;
  const bySchema = boundsOf(schemaVersion, synapseSchemaVersions);
  const isKnownSchema = synapseSchemaVersions.some(([, version]) => version === schemaVersion);
  if (appliedDeltas === undefined || !isKnownSchema) return knownVersion(bySchema, source);
  // Those of older schemas are not noted by a database that was made later; those of newer ones cannot be there yet.
  const deltas = synapseDeltas.filter(([, file]) => file.startsWith(`${schemaVersion}/`));
  const [atLeast = bySchema.atLeast] = deltas.findLast(([, file]) => appliedDeltas.has(file)) ?? [];
  const [below = bySchema.below] = deltas.find(([, file]) => !appliedDeltas.has(file)) ?? [];
  return knownVersion(
    { ...(atLeast === undefined ? {} : { atLeast }), ...(below === undefined ? {} : { below }) },
    `${source} and its changes`,
  );
}
