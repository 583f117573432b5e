import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { MeasuredRun } from '../compile/estimate-from-rehearsal.ts';
import type { SourceFile } from '../config/config-tree.ts';
import { type LinksFile, readLinks } from '../config/links/read-links.ts';
import type { PathMapping } from '../config/locate-file.ts';
import type { MasConfig } from '../config/mas-config.ts';
import { readMasConfig } from '../config/read-mas-config.ts';
import { unreadable } from '../config/read-source-files.ts';
import { readSynapseConfig } from '../config/read-synapse-config.ts';
import { readRegistrations } from '../config/registrations/read-registrations.ts';
import type { Registrations } from '../config/registrations/registration.ts';
import type { SynapseConfig } from '../config/synapse-config.ts';
import type { Plan } from '../plan/types.gen.ts';
import { PlanError } from '../support/errors.ts';
import type { Log } from '../support/log.ts';
import { collectProblems } from './collect-problems.ts';
import { databaseOverride, synapseDatabaseOverride } from './database-override.ts';
import { type Decided, readAcceptances } from './read-acceptances.ts';
import { readRehearsal } from './read-rehearsal.ts';
import { type SecretRights, secretRights } from './secret-rights.ts';

/** What `check` and `plan` were asked for. */
export interface MakePlanRequest {
  readonly synapseConfig: readonly string[];
  readonly masConfig: readonly string[];
  readonly synapseDatabaseUri?: string;
  readonly masDatabaseUri?: string;
  /** ISO 8601, whole seconds, UTC. */
  readonly createdAt: string;
  readonly createdBy: string;
  readonly toolVersion: string;
  readonly choices: Plan['choices'] & { readonly endpoint?: string };
  /** Where files that Synapse names are for this program: those of --synapse-path. */
  readonly pathMappings?: readonly PathMapping[];
  /** The file of `--accept`. */
  readonly accept?: string;
  /** The file of `--links`. */
  readonly links?: string;
  /** The file of `--rehearsal`. */
  readonly rehearsal?: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly log: Log;
  /** How many sessions may ask Synapse's database at once; 1 where nothing is said. */
  readonly jobs?: number;
}

/** What is read before any database is asked. */
export interface MadeOfFiles {
  readonly synapse: SynapseConfig;
  readonly mas: MasConfig;
  /** Reads MAS's configuration again, with files as they will be. */
  readonly rereadMas: (files: readonly SourceFile[]) => MasConfig;
  readonly decided: Decided;
  readonly links: LinksFile | undefined;
  readonly rehearsal: MeasuredRun | undefined;
  /** Of application services, with what could not be read. */
  readonly registrations: Registrations;
  /** Of the .well-known file that was named; undefined where it does not exist. */
  readonly wellKnownBytes: Uint8Array | undefined;
  /** Of the new file with the shared secret. */
  readonly secretRights: SecretRights;
}

/** Reads all files; the problems of all of them come together. */
export function readInputs(request: MakePlanRequest): MadeOfFiles {
  const { cwd, env } = request;
  const readMas = (replaced: ReadonlyMap<string, SourceFile>) =>
    readMasConfig(request.masConfig, {
      cwd,
      env,
      replaced,
      ...databaseOverride(request.masDatabaseUri, '--mas-database-uri'),
    });
  const read = collectProblems({
    synapse: () =>
      readSynapseConfig(request.synapseConfig, {
        cwd,
        ...synapseDatabaseOverride(request.synapseDatabaseUri),
      }),
    mas: () => readMas(new Map()),
    decided: () =>
      request.accept === undefined ? { acceptances: [], decisions: [] } : readAcceptances(resolve(cwd, request.accept)),
    links: () => (request.links === undefined ? undefined : readLinks(resolve(cwd, request.links))),
    rehearsal: () => (request.rehearsal === undefined ? undefined : readRehearsal(resolve(cwd, request.rehearsal))),
    wellKnownBytes: () => {
      const { wellKnown } = request.choices;
      return wellKnown === undefined ? undefined : readIfThere(resolve(cwd, wellKnown));
    },
  });
  return {
    ...read,
    registrations: readRegistrations(read.synapse, { cwd, mappings: request.pathMappings ?? [] }),
    rereadMas: (files) => readMas(new Map(files.map((file) => [file.path, file]))),
    secretRights: secretRights(read.synapse.tree.files.map(({ path }) => path)),
  };
}

function readIfThere(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new PlanError([unreadable(path, error)], { cause: error });
  }
}
