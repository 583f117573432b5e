import { toFinding } from '../../../check/config-rule.ts';
import { settingDiffers } from '../../../check/mas-rules/setting-differs.ts';
import { formatPath } from '../../../config/config-node.ts';
import type { MasConfig } from '../../../config/mas-config.ts';
import type { Place } from '../../../support/errors.ts';
import type { MasChange } from '../mas-change.ts';
import type { SettingsResult } from './settings-result.ts';

/** A switch of MAS with the value that does what Synapse did. */
export interface BooleanSetting {
  readonly path: MasChange['path'];
  readonly value: boolean;
  /** What MAS takes when its configuration says nothing. */
  readonly byDefault: boolean;
  /** What Synapse does, one clause. */
  readonly why: string;
  readonly from: readonly Place[];
  /** What users notice when MAS keeps the other value, where that is more than a matter of taste. */
  readonly harm?: string;
}

/** Sets a switch where MAS's configuration does not mention it; what is written there stays and is reported. */
export function settleBoolean(setting: BooleanSetting, mas: MasConfig): SettingsResult {
  const { path, value, why, from } = setting;
  const written = mas.tree.value(path);
  if (typeof written !== 'boolean') {
    return { changes: value === setting.byDefault ? [] : [{ path, value, why, from }], findings: [] };
  }
  if (written === value) return { changes: [], findings: [] };
  const place = mas.tree.place(path);
  const finding = toFinding(setting.harm === undefined ? settingDiffers : { ...settingDiffers, severity: 'warning' }, {
    what: `${formatPath(path)} is ${written} in MAS; ${why}.${setting.harm === undefined ? '' : ` ${setting.harm}`}`,
    where: [...from, ...(place ? [place] : [])],
  });
  return { changes: [], findings: [finding] };
}
