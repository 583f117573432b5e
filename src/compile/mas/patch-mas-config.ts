import type { SourceFile } from '../../config/config-tree.ts';
import type { MasConfig } from '../../config/mas-config.ts';
import type { SynapseConfig } from '../../config/synapse-config.ts';
import type { FileStep, Finding } from '../../plan/types.gen.ts';
import type { MasChange } from './mas-change.ts';
import { matrixChanges } from './matrix-changes.ts';
import { patchFiles, type WantedChange } from './patch-files.ts';
import { resourceChanges } from './resource-changes.ts';

export interface MasPatch {
  /** Of the phase `prepare`, one for each file that changes. */
  readonly steps: readonly FileStep[];
  /** All files of MAS as they will be; to be read again as MAS will. */
  readonly files: readonly SourceFile[];
  readonly findings: readonly Finding[];
}

/**
 * What MAS's configuration lacks to do what Synapse did, as patches of its files. What is there already stays, even
 * where it differs: that is a finding.
 * @throws PlanError CONFIG_UNPATCHABLE, with all places that cannot be edited safely
 */
export function patchMasConfig(
  synapse: SynapseConfig,
  mas: MasConfig,
  plan: { readonly seed: string; readonly createdAt: string },
): MasPatch {
  const settings = [{ changes: matrixChanges(synapse, mas), findings: [] }];
  const wanted: readonly WantedChange[] = [
    ...settings.flatMap(({ changes }) => changes.map(toWanted)),
    ...resourceChanges(mas),
  ];
  const findings = settings.flatMap((setting) => setting.findings);
  return { ...patchFiles(synapse, mas, wanted, plan.seed), findings };
}

function toWanted({ path, value, why }: MasChange): WantedChange {
  return { change: { kind: 'set', path, value }, why: `${path.join('.')}, as ${why}` };
}
