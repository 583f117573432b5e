import { resolve } from 'node:path';
import { type Problem, throwProblems } from '../support/errors.ts';
import type { Secret } from '../support/secret.ts';
import type { ConfigTree } from './config-tree.ts';
import { isTruthy } from './python-truth.ts';
import { readSourceFiles } from './read-source-files.ts';
import { openReading, type Reading } from './reading.ts';
import type { SynapseConfig, SynapseDatabase } from './synapse-config.ts';
import { readSynapseDatabase } from './synapse-database.ts';
import { readSynapseProviders } from './synapse-providers.ts';
import { readSynapseTree } from './synapse-tree.ts';
import { tryReadSecret } from './try-read-secret.ts';

/**
 * Reads the configuration that Synapse is started with, as Synapse reads it.
 * @param paths files and directories, in the order of Synapse's own `--config-path`
 * @param options `databaseOverride` stands for the whole database section
 * @throws PlanError with every problem of every file: FILE_UNREADABLE, CONFIG_YAML, CONFIG_EMPTY,
 *   CONFIG_MISSING_KEY, CONFIG_WRONG_TYPE, CONFIG_DATABASE
 */
export function readSynapseConfig(
  paths: readonly string[],
  options: { readonly cwd: string; readonly databaseOverride?: SynapseDatabase },
): SynapseConfig {
  const source = readSourceFiles(paths, options);
  const { tree, problems: yamlProblems } = readSynapseTree(source.files, source.ignored);
  const problems: Problem[] = [...source.problems, ...yamlProblems];
  // What is missing may stand in the file that could not be read: only what is wrong is said then.
  const isComplete = problems.length === 0;
  if (tree.files.length === 0) {
    if (isComplete) problems.push(noMapping(tree, paths, source.files.at(-1)?.path));
    throwProblems(problems);
  }
  const reading = openReading(tree, problems);
  const found = { ...readOptions(reading), ...readSharedSecretFile(tree, options.cwd) };
  const database = readSynapseDatabase(reading, options.databaseOverride);
  if (!reading.has(['server_name'])) reportMissing(reading, 'server_name');
  if (tree.node(['report_stats']) === undefined) reportMissing(reading, 'report_stats');
  throwProblems(isComplete ? problems : problems.filter((problem) => problem.code !== 'CONFIG_MISSING_KEY'));
  // After throwProblems both are there: what keeps them away is reported.
  if (!database || found.serverName === undefined) throw new Error('a problem was not reported');
  return { ...found, serverName: found.serverName, tree, database };
}

function readOptions(
  reading: Reading,
): Omit<SynapseConfig, 'tree' | 'database' | 'serverName'> & { readonly serverName: string | undefined } {
  const publicBaseurl = reading.url(['public_baseurl']);
  const hasIdentityServer = isTruthy(reading.tree.node(['default_identity_server']));
  const defaultIdentityServer = hasIdentityServer ? reading.url(['default_identity_server']) : undefined;
  const hasWellKnown = reading.keys(['extra_well_known_client_content']) !== undefined;
  const pepper = readPepper(reading);
  return {
    serverName: readServerName(reading),
    ...(publicBaseurl ? { publicBaseurl: publicBaseurl.endsWith('/') ? publicBaseurl : `${publicBaseurl}/` } : {}),
    ...(defaultIdentityServer === undefined ? {} : { defaultIdentityServer }),
    ...(hasWellKnown
      ? {
          extraWellKnownClientContent: reading.tree.value(['extra_well_known_client_content']) as Readonly<
            Record<string, unknown>
          >,
        }
      : {}),
    providers: readSynapseProviders(reading),
    ...(pepper ? { passwordPepper: pepper } : {}),
    passwordsEnabled: arePasswordsEnabled(reading),
    allowGuestAccess: isTruthy(reading.tree.node(['allow_guest_access'])),
  };
}

/** Relative paths are those of where Synapse is started. */
function readSharedSecretFile(tree: ConfigTree, cwd: string): Pick<SynapseConfig, 'sharedSecretFile'> {
  const path = tree.value(['matrix_authentication_service', 'secret_path']);
  if (typeof path !== 'string' || path === '') return {};
  const value = tryReadSecret('matrix_authentication_service.secret_path', resolve(cwd, path));
  return { sharedSecretFile: { path: resolve(cwd, path), ...(value ? { value } : {}) } };
}

/** An empty pepper is none. */
function readPepper(reading: Reading): Secret | undefined {
  if (reading.keys(['password_config']) === undefined) return undefined;
  const node = reading.tree.node(['password_config', 'pepper']);
  // Synapse would stumble over a number only at a login.
  if (!arePasswordsEnabled(reading) && node?.kind === 'scalar' && typeof node.value !== 'string') return undefined;
  const pepper = reading.secret(['password_config', 'pepper']);
  return pepper?.isEmpty ? undefined : pepper;
}

/** Whether users log in by the hash in Synapse's database: not where it is for re-authentication only. */
function arePasswordsEnabled(reading: Reading): boolean {
  const { tree } = reading;
  const enabled = tree.node(['password_config', 'enabled']);
  const localdb = tree.node(['password_config', 'localdb_enabled']);
  if (localdb && !isTruthy(localdb)) return false;
  if (!enabled) return !isTruthy(tree.node(['matrix_authentication_service', 'enabled']));
  return isTruthy(enabled) && !(enabled.kind === 'scalar' && enabled.value === 'only_for_reauth');
}

function reportMissing(reading: Reading, key: string): void {
  const files = reading.tree.files.map((file) => file.path).join(', ');
  reading.report('CONFIG_MISSING_KEY', [key], `${key} is not set in ${files}`);
}

/** Only what would break SQL and user ids is refused here; Synapse knows more that is wrong. */
function readServerName(reading: Reading): string | undefined {
  const name = reading.text(['server_name']);
  if (name === undefined || !/[\s\p{Cc}]/u.test(name)) return name;
  reading.report('CONFIG_WRONG_TYPE', ['server_name'], 'server_name holds white space or a control character');
  return undefined;
}

function noMapping(tree: ConfigTree, paths: readonly string[], last: string | undefined): Problem {
  const why = tree.ignored.length > 0 ? ` (${tree.ignored.join('; ')})` : '';
  const message = `${paths.join(', ') || 'no path given'}: no options found${why}`;
  return { code: 'CONFIG_EMPTY', message, place: last === undefined ? {} : { file: last, line: 1 } };
}
