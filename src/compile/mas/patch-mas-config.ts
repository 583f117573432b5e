import type { SourceFile } from '../../config/config-tree.ts';
import type { MasConfig } from '../../config/mas-config.ts';
import type { SynapseConfig } from '../../config/synapse-config.ts';
import type { FileStep, Finding } from '../../plan/types.gen.ts';
import type { MasChange } from './mas-change.ts';
import { matrixChanges } from './matrix-changes.ts';
import { patchFiles, type WantedChange } from './patch-files.ts';
import { providerChanges } from './provider-changes.ts';
import { resourceChanges } from './resource-changes.ts';
import { accountSettings } from './settings/account.ts';
import { brandingSettings } from './settings/branding.ts';
import { captchaSettings } from './settings/captcha.ts';
import { emailSettings } from './settings/email.ts';
import { lostOptionSettings } from './settings/lost-options.ts';
import { type SchemeEdit, wantedSchemes } from './settings/password-schemes.ts';
import { passwordsSettings } from './settings/passwords.ts';
import { rateLimitingSettings } from './settings/rate-limiting.ts';

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
  const settings = [
    accountSettings(synapse, mas),
    passwordsSettings(synapse, mas),
    emailSettings(synapse, mas),
    captchaSettings(synapse, mas),
    brandingSettings(synapse, mas),
    rateLimitingSettings(synapse, mas),
    lostOptionSettings(synapse),
  ];
  const schemes = wantedSchemes(synapse, mas);
  const providers = providerChanges(synapse, mas, plan);
  const wanted: readonly WantedChange[] = [
    ...matrixChanges(synapse, mas).map(toWanted),
    ...schemes.edits.flatMap(schemeChanges),
    ...settings.flatMap(({ changes }) => changes.map(toWanted)),
    ...resourceChanges(mas),
    ...providers.changes,
  ];
  const findings = [...settings, schemes, providers].flatMap((part) => part.findings);
  return { ...patchFiles(synapse, mas, wanted, plan.seed), findings };
}

function toWanted({ path, value, why }: MasChange): WantedChange {
  return { change: { kind: 'set', path, value }, why };
}

function schemeChanges({ kind, index, value, why }: SchemeEdit): readonly WantedChange[] {
  const list = ['passwords', 'schemes'] as const;
  if (kind === 'append' || index === undefined) return [{ change: { kind: 'append', path: list, value }, why }];
  return Object.entries(value).map(([key, inner]) => ({
    change: { kind: 'set', path: [...list, index, key], value: inner },
    why,
  }));
}
