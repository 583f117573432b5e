import { refusalsOf, type SynapseRefusal } from '../check/synapse-refusals.ts';
import { formatPath } from '../config/config-node.ts';
import type { SourceFile } from '../config/config-tree.ts';
import type { MasConfig } from '../config/mas-config.ts';
import type { SynapseConfig } from '../config/synapse-config.ts';
import { readSynapseTree } from '../config/synapse-tree.ts';
import type { FileStep, SecretStep } from '../plan/types.gen.ts';
import { sha256 } from '../support/digest.ts';
import { type Problem, throwProblems } from '../support/errors.ts';
import { renderTemplate, type Templates } from '../support/templates.ts';
import { compileDelegation, type Delegation } from './compile-delegation.ts';
import { consentListeners } from './consent-listeners.ts';
import { backupPath, fileStepId } from './file-step.ts';
import type { PatchChoices } from './patch-choices.ts';
import { redactedDiff } from './redacted-diff.ts';
import { editYaml, type YamlEdit } from './yaml/edit-yaml.ts';
import type { YamlChange } from './yaml/yaml-change.ts';

/**
 * The steps that make homeserver.yaml one with which Synapse starts beside MAS: each option that Synapse would refuse
 * goes, in every file that sets it, and `matrix_authentication_service` comes. Bytes outside the edits stay.
 * @returns the shared secret's step first where there is one, then one step for each file that changes
 * @throws PlanError CONFIG_UNPATCHABLE, with all places that cannot be edited safely
 * @throws Error when the patched files would not mean what was intended: a bug
 */
export function patchHomeserver(
  config: SynapseConfig,
  mas: MasConfig,
  choices: PatchChoices,
  templates: Templates,
  idsTaken: ReadonlySet<string> = new Set(),
): { readonly steps: readonly (FileStep | SecretStep)[] } {
  const refusals = refusalsOf((path) => config.tree.value(path));
  const delegation = compileDelegation(config, mas, choices);
  const changes = byFile(config, [
    ...refusals.flatMap((refusal) => refusalChanges(config, refusal)),
    ...consentChanges(config, refusals),
    ...delegationChanges(config, delegation, templates),
  ]);

  const problems: Problem[] = [];
  const edits = new Map<string, YamlEdit>();
  for (const [path, wanted] of changes) {
    const result = editYaml(fileAt(config, path), wanted);
    if ('after' in result) edits.set(path, result);
    else problems.push(...result);
  }
  throwProblems(problems);
  assertAccepted(config, edits, delegation);

  const taken = new Set(idsTaken);
  const steps = [...edits].map(([path, edit]) => {
    const id = fileStepId(path, taken);
    taken.add(id);
    const why = explain(changes.get(path) ?? [], refusals, delegation);
    return fileStep(fileAt(config, path), edit, { id, why, choices });
  });
  return { steps: delegation.secretStep ? [delegation.secretStep, ...steps] : steps };
}

/** By path of the file, in the order in which the files are merged. */
type Changes = ReadonlyMap<string, readonly YamlChange[]>;
type FileChange = readonly [path: string, change: YamlChange];

function refusalChanges(config: SynapseConfig, refusal: SynapseRefusal): readonly FileChange[] {
  const { path, patch } = refusal;
  const [key, option] = path;
  const contributions = config.tree.contributions(key);
  const effective = contributions.find((contribution) => contribution.effective)?.file.path;
  if (option !== undefined) {
    const change: YamlChange =
      patch === 'remove' ? { kind: 'remove', path: [key, option] } : { kind: 'set', path: [key, option], value: false };
    return effective === undefined ? [] : [[effective, change]];
  }
  // A section that only an earlier file sets would come back to life.
  return [...new Set(contributions.map((contribution) => contribution.file.path))].map((file) => [
    file,
    { kind: 'remove', path: [key] },
  ]);
}

/** The page of the consent goes with its section. */
function consentChanges(config: SynapseConfig, refusals: readonly SynapseRefusal[]): readonly FileChange[] {
  const file = config.tree.contributions('listeners').find((contribution) => contribution.effective)?.file.path;
  if (file === undefined || !refusals.some(({ path }) => path[0] === 'user_consent')) return [];
  return consentListeners(config.tree).map(({ path, others }) => [file, { kind: 'set', path, value: others }]);
}

function delegationChanges(config: SynapseConfig, delegation: Delegation, templates: Templates): readonly FileChange[] {
  const key = 'matrix_authentication_service';
  const { endpoint, secretPath } = delegation;
  const effective = config.tree.contributions(key).find((contribution) => contribution.effective)?.file.path;
  const section = config.tree.value([key]);
  const wanted = { enabled: true, endpoint, ...(secretPath === undefined ? {} : { secret_path: secretPath }) };
  if (effective !== undefined && typeof section === 'object' && section !== null && Object.keys(section).length > 0) {
    const current = section as Readonly<Record<string, unknown>>;
    const set = Object.entries(wanted).filter(([name, value]) => current[name] !== value);
    const remove = secretPath !== undefined && Object.hasOwn(current, 'secret') ? ['secret'] : [];
    return [
      ...set.map(([name, value]): FileChange => [effective, { kind: 'set', path: [key, name], value }]),
      ...remove.map((name): FileChange => [effective, { kind: 'remove', path: [key, name] }]),
    ];
  }
  const target = effective ?? config.tree.files.at(-1)?.path ?? '';
  const block = renderTemplate(templates, 'config/matrix-authentication-service.yaml.hbs', { endpoint, secretPath });
  const empty: readonly FileChange[] = effective === undefined ? [] : [[effective, { kind: 'remove', path: [key] }]];
  return [...empty, [target, { kind: 'add', key, block, value: wanted }]];
}

function byFile(config: SynapseConfig, list: readonly FileChange[]): Changes {
  const paths = [...new Set(config.tree.files.map((file) => file.path))].filter((path) =>
    list.some(([other]) => other === path),
  );
  return new Map(paths.map((path) => [path, list.flatMap(([other, change]) => (other === path ? [change] : []))]));
}

function fileAt(config: SynapseConfig, path: string): SourceFile {
  const file = config.tree.files.find((candidate) => candidate.path === path);
  if (!file) throw new Error(`${path} is no file of homeserver.yaml`);
  return file;
}

/** Reads all files together as Synapse will, and looks for anything that it would still refuse. */
function assertAccepted(config: SynapseConfig, edits: ReadonlyMap<string, YamlEdit>, delegation: Delegation): void {
  const files = config.tree.files.map((file) => {
    const after = edits.get(file.path)?.after;
    return after
      ? {
          path: file.path,
          bytes: after,
          sha256: sha256(after),
          text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(after),
        }
      : file;
  });
  const { tree, problems } = readSynapseTree(files, []);
  const left = [
    ...refusalsOf((path) => tree.value(path)).map((refusal) => formatPath(refusal.path)),
    ...(config.tree.value(['user_consent']) ? consentListeners(tree).map(({ name }) => name) : []),
  ];
  const read = (name: string) => tree.value(['matrix_authentication_service', name]);
  const isDelegated =
    read('enabled') === true &&
    read('endpoint') === delegation.endpoint &&
    (delegation.secretPath === undefined
      ? read('secret') !== undefined
      : read('secret_path') === delegation.secretPath && read('secret') === undefined);
  if (problems.length > 0 || left.length > 0 || !isDelegated)
    throw new Error(
      `the patched homeserver.yaml would not do: ${left.join(', ') || 'matrix_authentication_service is not as intended'}`,
    );
}

function explain(changes: readonly YamlChange[], refusals: readonly SynapseRefusal[], delegation: Delegation): string {
  const options = refusals
    .filter((refusal) =>
      changes.some((change) => change.kind !== 'add' && formatPath(change.path) === formatPath(refusal.path)),
    )
    .map(
      (refusal) =>
        `${formatPath(refusal.path)} (${refusal.movesTo === undefined ? 'no equivalent in MAS' : `MAS: ${refusal.movesTo}`})`,
    );
  const refused = options.length > 0 ? [`Synapse does not start beside MAS with: ${options.join(', ')}.`] : [];
  const isSection = changes.some(
    (change) => (change.kind === 'add' ? change.key : change.path[0]) === 'matrix_authentication_service',
  );
  return [
    ...refused,
    ...(isSection
      ? ['matrix_authentication_service makes Synapse leave authentication to MAS.', ...delegation.why]
      : []),
  ].join(' ');
}

function fileStep(
  file: SourceFile,
  edit: YamlEdit,
  about: { readonly id: string; readonly why: string; readonly choices: PatchChoices },
): FileStep {
  const after = new TextDecoder('utf-8', { ignoreBOM: true }).decode(edit.after);
  return {
    id: about.id,
    phase: 'cutover',
    kind: 'file',
    title: `Patch ${file.path}`,
    reason: about.why,
    path: file.path,
    before: file.sha256,
    after: sha256(edit.after),
    backup: backupPath(file.path, about.choices.seed),
    edits: [...edit.edits],
    diff: redactedDiff(file.path, file.text, after),
  };
}
