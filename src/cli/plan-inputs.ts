import type { MasConfig } from '../config/mas-config.ts';
import { readMasConfig } from '../config/read-mas-config.ts';
import { readMasSharedSecret } from '../config/read-mas-shared-secret.ts';
import { readMovableSecret } from '../config/read-movable-secret.ts';
import { readSynapseConfig } from '../config/read-synapse-config.ts';
import type { Plan, SecretStep } from '../plan/types.gen.ts';
import { planError } from '../support/errors.ts';
import { connectionSurroundings } from '../support/postgres/connection-surroundings.ts';
import { type ResolvedConnection, resolveConnection } from '../support/postgres/resolve-connection.ts';
import type { Secret } from '../support/secret.ts';
import type { SqliteLocation } from '../support/sqlite/sqlite-location.ts';
import { collectProblems } from './collect-problems.ts';
import { databaseOverride, synapseDatabaseOverride } from './database-override.ts';
import type { DatabaseOptions } from './options.ts';
import { resolveSource } from './resolve-source.ts';

/** Where a plan runs, and the secrets that it names without holding them. */
export interface PlanInputs {
  readonly databases: { readonly synapse: ResolvedConnection | SqliteLocation; readonly mas: ResolvedConnection };
  readonly resolveSecret: (from: SecretStep['from']) => Secret;
  /** The secret that both services share, as MAS has it now. @throws PlanError where it is not where the plan says */
  readonly readSharedSecret: (place: Plan['live']['mas']['sharedSecret']) => Secret;
}

/**
 * Reads the configuration files that the plan names, in its order, and says where both databases are. Nothing is
 * compared but the server name: apply compares hashes and fingerprints, and says more than could be said here.
 * @throws PlanError with the problems of both sides; STALE_SOURCE where the files are those of another homeserver
 */
export function readPlanInputs(
  plan: Pick<Plan, 'source' | 'target'>,
  overrides: DatabaseOptions,
  { cwd, env }: { readonly cwd: string; readonly env: Readonly<Record<string, string | undefined>> },
): PlanInputs {
  const surroundings = connectionSurroundings(env);
  const { synapse, mas } = collectProblems({
    synapse: () => {
      const override = synapseDatabaseOverride(overrides.synapseDatabaseUri);
      const config = readSynapseConfig(pathsOf(plan.source), { cwd, ...override });
      const connection = resolveSource(config, { cwd, mappings: [], surroundings });
      return { config, connection: asPlanned(plan.source, connection, override.databaseOverride !== undefined) };
    },
    mas: () => {
      const override = databaseOverride(overrides.masDatabaseUri, '--mas-database-uri');
      const config = readMasConfig(pathsOf(plan.target), { cwd, env, ...override });
      return { config, connection: resolveConnection(config.database.settings, surroundings) };
    },
  });
  // Read again when it is asked for: the phase `prepare` may have written it.
  const masAsItIs = () => readMasConfig(pathsOf(plan.target), { cwd, env });
  if (synapse.config.serverName !== plan.source.serverName) {
    throw planError(
      'STALE_SOURCE',
      `server_name: planned ${plan.source.serverName}, found ${synapse.config.serverName}.`,
      { place: { key: 'server_name' } },
    );
  }
  return {
    databases: { synapse: synapse.connection, mas: mas.connection },
    resolveSecret: (from) =>
      from.key === 'matrix.secret' ? sharedSecret(from, masAsItIs()) : readMovableSecret(from, synapse.config),
    readSharedSecret: (place) => sharedSecretAt(place, masAsItIs()),
  };
}

/**
 * A file is where the plan says that it was read, whatever Synapse calls it, except where somebody says otherwise now.
 * @throws PlanError STALE_SOURCE where the plan is for the other kind of database
 */
function asPlanned(
  { connection: planned }: Plan['source'],
  found: ResolvedConnection | SqliteLocation,
  isGiven: boolean,
): ResolvedConnection | SqliteLocation {
  if ('engine' in planned && 'engine' in found) return isGiven ? found : { ...found, path: planned.path };
  if (!('engine' in planned || 'engine' in found)) return found;
  const kind = (side: typeof planned | typeof found): string => ('engine' in side ? 'SQLite' : 'PostgreSQL');
  throw planError('STALE_SOURCE', `The database of Synapse: planned ${kind(planned)}, found ${kind(found)}.`, {
    place: { database: 'synapse' },
  });
}

function pathsOf(side: Plan['source'] | Plan['target']): readonly string[] {
  return side.configFiles.map((file) => file.path);
}

/** The same of a secret that may also have a file of its own. */
function sharedSecretAt(place: Plan['live']['mas']['sharedSecret'], config: MasConfig): Secret {
  if (place?.key !== undefined) return sharedSecret({ file: place.file, key: place.key }, config);
  const { sharedSecret: found } = config.matrix;
  const file = found?.kind === 'file' ? found.path : undefined;
  if (place && file === place.file) return readMasSharedSecret(config);
  const message = `The shared secret: planned in ${place?.file ?? 'no file'}, found in ${file ?? 'another place'}.`;
  throw planError('STALE_FILE', message, { place: place ? { file: place.file } : {} });
}

/** A plan says where a secret stands; it is read there only if MAS's own configuration says the same. */
function sharedSecret(from: SecretStep['from'], config: MasConfig): Secret {
  const file = config.matrix.sharedSecret?.place.file;
  if (from.file !== file) {
    throw planError(
      'STALE_FILE',
      `The shared secret: planned in ${from.file} ${from.key}, found in ${file ?? 'no file'}.`,
      {
        place: { file: from.file, key: from.key },
      },
    );
  }
  return readMasSharedSecret(config);
}
