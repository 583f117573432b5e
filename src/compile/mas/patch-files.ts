import { formatPath } from '../../config/config-node.ts';
import type { SourceFile } from '../../config/config-tree.ts';
import type { MasConfig } from '../../config/mas-config.ts';
import { readMovableSecret } from '../../config/read-movable-secret.ts';
import type { SynapseConfig } from '../../config/synapse-config.ts';
import { serdeDialect } from '../../config/yaml-dialect.ts';
import type { FileStep } from '../../plan/types.gen.ts';
import { sha256 } from '../../support/digest.ts';
import { PlanError, type Problem, throwProblems } from '../../support/errors.ts';
import { backupPath, fileStepId } from '../file-step.ts';
import { redactedDiff } from '../redacted-diff.ts';
import { editYaml } from '../yaml/edit-yaml.ts';
import type { YamlPath } from '../yaml/yaml-change.ts';
import type { YamlValue } from '../yaml/yaml-value.ts';
import { locateChange } from './locate-change.ts';

/** A change of MAS's configuration as a whole, whatever file it falls to. */
export interface WantedChange {
  readonly change: { readonly kind: 'set' | 'append'; readonly path: YamlPath; readonly value: YamlValue };
  /** For the reviewer: `Synapse has enable_3pid_changes`. */
  readonly why: string;
}

export interface PatchedFiles {
  /** One for each file that changes, in the order in which MAS merges them. */
  readonly steps: readonly FileStep[];
  /** All files of MAS as they will be, secrets in them. */
  readonly files: readonly SourceFile[];
}

/**
 * The steps that write changes into the files of MAS's configuration, before the outage: bytes outside the edits stay.
 * @throws PlanError CONFIG_UNPATCHABLE, with all places that cannot be edited safely
 */
export function patchFiles(
  synapse: SynapseConfig,
  mas: MasConfig,
  wanted: readonly WantedChange[],
  seed: string,
): PatchedFiles {
  const problems: Problem[] = [];
  const located = wanted.flatMap((one) => {
    try {
      const { file, path } = locateChange(mas, one.change.path);
      const key = formatPath(one.change.path);
      return [{ file, change: { ...one.change, path }, key, why: one.why }];
    } catch (error) {
      if (!(error instanceof PlanError)) throw error;
      problems.push(...error.problems);
      return [];
    }
  });
  const taken = new Set<string>();
  const steps: FileStep[] = [];
  const files = mas.tree.files.map((file) => {
    const own = located.filter((candidate) => candidate.file === file);
    if (own.length === 0) return file;
    const edit = editYaml(
      file,
      own.map(({ change }) => change),
      { dialect: serdeDialect, reveal: (from) => readMovableSecret(from, synapse) },
    );
    if (!('after' in edit)) {
      problems.push(...edit);
      return file;
    }
    const after = sourceFile(file.path, edit.after);
    const id = fileStepId(file.path, taken);
    taken.add(id);
    steps.push({
      id,
      phase: 'prepare',
      kind: 'file',
      title: `Patch ${file.path}`,
      reason: 'MAS is to do what Synapse did.',
      path: file.path,
      before: file.sha256,
      after: after.sha256,
      backup: backupPath(file.path, seed),
      edits: [...edit.edits],
      changes: own.map(({ key, why }) => ({ key, why })),
      diff: redactedDiff(file.path, file.text, after.text),
    });
    return after;
  });
  throwProblems(problems);
  return { steps, files };
}

function sourceFile(path: string, bytes: Uint8Array): SourceFile {
  return { path, bytes, sha256: sha256(bytes), text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) };
}
