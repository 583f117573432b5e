import type { Finding } from '../../../plan/types.gen.ts';
import type { MasChange } from '../mas-change.ts';

/** What one group of options shall become in MAS, and what is to be said of it. */
export interface SettingsResult {
  readonly changes: readonly MasChange[];
  readonly findings: readonly Finding[];
}
