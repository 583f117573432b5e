import { type Command, InvalidArgumentError, Option } from 'commander';
import { versionPattern } from '../check/versions/compare-versions.ts';
import { type ProxyKind, proxyKinds } from '../compile/proxy/proxy-kind.ts';
import type { PathMapping } from '../config/locate-file.ts';
import { isUriWithPassword } from '../config/secret-options.ts';
import { planError } from '../support/errors.ts';
import { jobsOption } from './jobs-option.ts';

/** What `check` and `plan` read. */
export interface InputOptions extends DatabaseOptions {
  readonly synapseConfig: readonly string[];
  readonly masConfig?: readonly string[];
  readonly synapsePath?: readonly PathMapping[];
  readonly jobs?: number;
}

/** Stand for what the configuration files say. */
export interface DatabaseOptions {
  readonly synapseDatabaseUri?: string;
  readonly masDatabaseUri?: string;
}

/** What the operator decides. */
export interface ChoiceOptions {
  readonly accept?: string;
  readonly writeAcceptances?: string;
  readonly links?: string;
  readonly rehearsal?: string;
  readonly maxDriftPercent: number;
  readonly maxDriftRows: number;
  readonly samples: boolean;
  readonly wellKnown?: string;
  readonly secretFile?: string;
  readonly synapseSecretPath?: string;
  readonly masEndpoint?: string;
  readonly proxy?: ProxyKind;
  readonly synapseVersion?: string;
}

/** Names and meaning of the first four are those of mas-cli syn2mas. */
export function addInputOptions(command: Command): Command {
  const sources = command
    .addOption(jobsOption())
    .requiredOption(
      '--synapse-config <path...>',
      'configuration of Synapse: files and directories, in the order of its own --config-path; may be repeated',
    )
    .option(
      '--mas-config <path...>',
      'configuration of MAS; may be repeated (default: those of MAS_CONFIG, separated by ":", else config.yaml)',
    )
    .addOption(
      new Option(
        '--synapse-path <from=folder...>',
        'where a folder of Synapse is for this program, when Synapse runs in a container: registrations are read there',
      ).argParser(pathMapping),
    );
  return addDatabaseOptions(sources);
}

export function addDatabaseOptions(command: Command): Command {
  return command
    .option('--synapse-database-uri <uri>', "stands for the database section of Synapse's configuration")
    .option('--mas-database-uri <uri>', "stands for the database section of MAS's configuration");
}

export function addChoiceOptions(command: Command): Command {
  return command
    .option(
      '--max-drift-percent <n>',
      'how much a table of Synapse may grow or shrink before apply',
      wholeNumber(1000),
      10,
    )
    .option(
      '--max-drift-rows <n>',
      'the same in rows; the larger one counts',
      wholeNumber(Number.MAX_SAFE_INTEGER),
      1000,
    )
    .option('--accept <file>', 'decisions on findings and about rows, as FORMATS.md describes them')
    .option('--links <file>', 'CSV of user,provider,subject: links to providers of MAS that Synapse does not have')
    .option('--write-acceptances <file>', 'write such a file, to fill in, for what nobody accepted yet')
    .option('--no-samples', 'no user ids in findings')
    .option('--well-known <file>', '.well-known/matrix/client as your web server serves it; new or existing')
    .option('--secret-file <path>', 'where apply writes the secret that Synapse shares with MAS')
    .option('--synapse-secret-path <there>', 'the same file as Synapse sees it, where that differs')
    .addOption(new Option('--mas-endpoint <url>', 'where Synapse reaches MAS').argParser(httpUrl))
    .addOption(
      new Option(
        '--synapse-version <version>',
        'the release of Synapse that runs, where its database does not tell',
      ).argParser(version),
    )
    .addOption(
      new Option('--proxy <kind>', 'what stands in front of Synapse; the plan then holds its rules').choices(
        proxyKinds,
      ),
    );
}

function pathMapping(text: string, before: readonly PathMapping[] = []): readonly PathMapping[] {
  const [from, ...to] = text.split('=');
  if (!from || to.join('=') === '') throw new InvalidArgumentError('It must be FROM=TO.');
  return [...before, { from, to: to.join('=') }];
}

function wholeNumber(largest: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value > largest)
      throw new InvalidArgumentError(`It must be a whole number up to ${largest}.`);
    return value;
  };
}

function version(text: string): string {
  if (!versionPattern.test(text)) throw new InvalidArgumentError('It must be a version, such as 1.142.1.');
  return text;
}

function httpUrl(text: string): string {
  if (!URL.canParse(text) || !['http:', 'https:'].includes(new URL(text).protocol)) {
    // The words of commander would hold what was given.
    throw planError('USAGE', '--mas-endpoint must be an http or https URL.');
  }
  if (isUriWithPassword(text)) {
    throw planError('USAGE', '--mas-endpoint holds a password, which the plan would show.', {
      remedy: 'Give the address without it; Synapse proves who it is by the shared secret.',
    });
  }
  return text;
}
