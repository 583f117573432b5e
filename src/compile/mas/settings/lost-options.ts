import { placesOf, toFinding } from '../../../check/config-rule.ts';
import { optionLost } from '../../../check/mas-rules/option-lost.ts';
import { isTrueInPython } from '../../../check/python-value.ts';
import { formatPath } from '../../../config/config-node.ts';
import type { SynapseConfig } from '../../../config/synapse-config.ts';
import { type LostOption, lostOptions } from './lost-option-list.ts';
import type { SettingsResult } from './settings-result.ts';
import { synapseRegistration } from './synapse-registration.ts';

/** The options of Synapse that stop working and that MAS does not have: one finding each, with every place. */
export function lostOptionSettings(synapse: SynapseConfig): SettingsResult {
  const { tree } = synapse;
  const isOpen = synapseRegistration(synapse).enabled && synapse.passwordsEnabled;
  const findings = lostOptions.flatMap((option) => {
    if (option.onlyWhereRegistrationIsOpen && !isOpen) return [];
    const present = option.paths.filter((path) => (option.when ?? isTrueInPython)(tree.value(path)));
    if (present.length === 0) return [];
    return [
      toFinding(ruleOf(option), {
        what: `${present.map(formatPath).join(', ')}: ${option.changes}`,
        where: placesOf(...present.map((path) => tree.place(path))),
      }),
    ];
  });
  return { changes: [], findings: [...findings, ...sessionLifetime(synapse), ...modules(synapse)] };
}

function ruleOf({ isHarm, remedy }: Pick<LostOption, 'isHarm' | 'remedy'>) {
  return { ...optionLost, ...(isHarm ? { severity: 'warning' as const } : {}), ...(remedy ? { remedy } : {}) };
}

/** Sessions end after a time in Synapse; MAS knows only inactivity. Advice, since it is no equal. */
function sessionLifetime({ tree }: SynapseConfig): SettingsResult['findings'] {
  const seconds = toSeconds(tree.value(['session_lifetime']));
  if (seconds === undefined || seconds <= 0) return [];
  const ttl = Math.min(Math.max(Math.round(seconds), 600), 7_776_000);
  const remedy = `Consider experimental.inactive_session_expiration: {ttl: ${ttl}} in the configuration of MAS; it takes 600 to 7776000 seconds.`;
  const what = 'session_lifetime: sessions no longer end after that time. MAS can only end those that nobody uses.';
  return [toFinding(ruleOf({ remedy }), { what, where: placesOf(tree.place(['session_lifetime'])) })];
}

/** Synapse's durations: milliseconds, or a number with a unit. */
function toSeconds(value: unknown): number | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return Number(value) / 1000;
  const parts = typeof value === 'string' ? /^(\d+)([smhdwy]?)$/.exec(value) : null;
  if (!parts) return undefined;
  const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800, y: 31_536_000 };
  return Number(parts[1]) * (units[parts[2] ?? ''] ?? 0.001);
}

/** Only the name of a module can be seen, not what it registers. */
function modules({ tree }: SynapseConfig): SettingsResult['findings'] {
  const list = tree.value(['modules']);
  if (!Array.isArray(list)) return [];
  return list.flatMap((_, index) => {
    const name = tree.value(['modules', index, 'module']);
    const known = typeof name === 'string' ? knownModules.find(({ pattern }) => pattern.test(name)) : undefined;
    if (!known) return [];
    const what = `The module ${String(name)}: ${known.changes}`;
    return [toFinding(ruleOf({ isHarm: true }), { what, where: placesOf(tree.place(['modules', index, 'module'])) })];
  });
}

/** Modules whose callbacks (account validity, names at registration, allowed addresses) Synapse no longer calls. */
const knownModules: readonly { readonly pattern: RegExp; readonly changes: string }[] = [
  {
    pattern: /account_?validity/i,
    changes:
      'Synapse no longer asks at each request whether an account has expired, nor tells it of registrations and logins.',
  },
  { pattern: /username_?from_?threepid/i, changes: 'MAS does not ask it for the user name at registration.' },
  {
    pattern: /domain_?rule|3pid|threepid_?(allow|check)|registration|invite_?only/i,
    changes: 'by its name it has a say at registration; MAS does not ask it which addresses and names are allowed.',
  },
];
