import { posix } from 'node:path';
import { isMovableSecret } from '../../plan/movable-secrets.ts';
import type { FileEdit, FileStep, Plan, SecretStep } from '../../plan/types.gen.ts';
import type { Problem } from '../../support/errors.ts';
import { backupPath, createdPath, stagedPath } from '../files/file-names.ts';
import { stepProblem } from './check-structure.ts';

/** That file and secret steps touch only what the plan names, and the way back only what they touched. PLAN_STEP, all. */
export function checkFileSteps(plan: Plan): readonly Problem[] {
  const steps = plan.steps.filter((step) => step.kind === 'file' || step.kind === 'secret');
  return [
    ...steps.flatMap((step) => [
      ...checkPath(step.id, step.path),
      ...(step.kind === 'file' ? checkFile(step, plan) : checkSecret(step, plan)),
      ...(plan.summary.files.includes(step.path)
        ? []
        : [stepProblem(step.id, 'summary.files does not name its file.')]),
    ]),
    ...checkCollisions(steps, plan.seed),
    ...checkRestores(plan, steps),
  ];
}

/** One spelling only, so that comparing texts compares files. */
function checkPath(id: string, path: string): readonly Problem[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a path with these would not be shown as it is
  const plain = posix.isAbsolute(path) && posix.normalize(path) === path && !/[\x00-\x1f\x7f]/.test(path);
  return plain && !path.endsWith('/') ? [] : [stepProblem(id, `${JSON.stringify(path)} is no plain absolute path.`)];
}

function checkFile(step: FileStep, { seed, source, target, choices }: Plan): readonly Problem[] {
  const { id, path, before, backup, edits, content } = step;
  const messages: string[] = [];
  const inputs = [...source.configFiles, ...target.configFiles].filter((file) => file.path === path);
  if (before === undefined) {
    if (content === undefined || edits !== undefined) messages.push('A new file has content and no edits.');
    if (backup !== undefined) messages.push('A new file has no backup.');
    if (inputs.length > 0) messages.push('It makes a file that was there when the plan was made.');
  } else {
    if (content !== undefined || edits === undefined) messages.push('A file that exists has edits and no content.');
    if (backup !== backupPath(path, seed)) messages.push(`Its backup is not ${backupPath(path, seed)}.`);
    if (before === step.after) messages.push('It changes nothing.');
    if (inputs.some((file) => file.sha256 !== before)) messages.push('Its digest is not that of the configuration.');
    if (inputs.length === 0 && path !== choices.wellKnown)
      messages.push('It changes a file that is no input of the plan.');
  }
  const isTarget = target.configFiles.some((file) => file.path === path);
  let end = 0;
  for (const edit of edits ?? []) {
    if (edit.offset < end) messages.push(`Its edits overlap or do not ascend at byte ${edit.offset}.`);
    end = edit.offset + edit.length;
    if (edit.secretOf) messages.push(...checkReference(edit, isTarget, source.configFiles));
  }
  return messages.map((message) => stepProblem(id, message));
}

/** A secret goes only from homeserver.yaml into MAS's configuration. */
function checkReference(
  { insert, secretOf }: FileEdit,
  isTarget: boolean,
  sources: Plan['source']['configFiles'],
): readonly string[] {
  if (!secretOf) return [];
  const { file, key } = secretOf;
  const isFine = isTarget && insert === '' && isMovableSecret(key) && sources.some((source) => source.path === file);
  return isFine ? [] : [`It would write ${key} of ${file}, which is not for it to move.`];
}

function checkSecret(step: SecretStep, { source, target }: Plan): readonly Problem[] {
  const { id, path, ownerOf, from } = step;
  const messages: string[] = [];
  const inputs = [...source.configFiles, ...target.configFiles].map((file) => file.path);
  if (inputs.includes(path)) messages.push('It would write the secret over a configuration file.');
  const owners = source.configFiles.flatMap((file) => [file.path, posix.dirname(file.path)]);
  if (ownerOf !== undefined && !owners.includes(ownerOf)) {
    messages.push(`${ownerOf} is neither a configuration file of Synapse nor its folder.`);
  }
  if (!target.configFiles.some((file) => file.path === from.file)) {
    messages.push(`${from.file} is no configuration file of MAS.`);
  }
  if (!/^0[0-7][0-7]0$/.test(step.mode)) messages.push(`The mode ${step.mode} lets everybody at the secret.`);
  return messages.map((message) => stepProblem(id, message));
}

/** Two steps must not write one path, by whatever name they get there. */
function checkCollisions(steps: readonly (FileStep | SecretStep)[], seed: string): readonly Problem[] {
  const owners = new Map<string, string>();
  return steps.flatMap((step) => {
    const backups = step.kind === 'file' && step.backup !== undefined ? [step.backup] : [];
    const paths = [step.path, ...backups, stagedPath(step.path, seed), createdPath(step.path, seed)];
    const taken = paths.filter((path) => owners.has(path));
    for (const path of paths) owners.set(path, step.id);
    return taken.map((path) => stepProblem(step.id, `Another step writes ${path} too.`));
  });
}

function checkRestores(plan: Plan, steps: readonly (FileStep | SecretStep)[]): readonly Problem[] {
  return plan.undo.flatMap((entry) => {
    if (entry.kind !== 'restore-file') return [];
    const step = steps.find(({ path }) => path === entry.path);
    if (!step) return [stepProblem(entry.id, `No step writes ${entry.path}.`)];
    const [backup, before] = step.kind === 'file' ? [step.backup, step.before] : [];
    if (entry.backup === backup && entry.before === before) return [];
    return [stepProblem(entry.id, `Its backup or digest is not that of ${step.id}.`)];
  });
}
