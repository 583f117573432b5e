import { placesOf, toFinding } from '../../../check/config-rule.ts';
import { rateLimit } from '../../../check/mas-rules/rate-limit.ts';
import { settingDiffers } from '../../../check/mas-rules/setting-differs.ts';
import { optionOf } from '../../../check/python-value.ts';
import { formatPath } from '../../../config/config-node.ts';
import type { MasConfig } from '../../../config/mas-config.ts';
import type { SynapseConfig } from '../../../config/synapse-config.ts';
import type { MasChange } from '../mas-change.ts';
import type { SettingsResult } from './settings-result.ts';

/** Limits of logins and registrations, where Synapse sets them and MAS does not. */
export function rateLimitingSettings(synapse: SynapseConfig, mas: MasConfig): SettingsResult {
  const results = limits.map((limit) => settleLimit(limit, synapse, mas));
  return {
    changes: results.flatMap(({ changes }) => changes),
    findings: [...results.flatMap(({ findings }) => findings), ...failedAttempts(synapse)],
  };
}

interface Limit {
  readonly from: readonly [string, ...string[]];
  readonly to: MasChange['path'];
  /** What Synapse takes for a part that is not given. */
  readonly synapse: Rate;
  /** What MAS takes without the option. */
  readonly mas: Rate;
  readonly remark?: string;
}

interface Rate {
  readonly burst: number;
  readonly per_second: number;
}

const limits: readonly Limit[] = [
  {
    from: ['rc_login', 'address'],
    to: ['rate_limiting', 'login', 'per_ip'],
    synapse: { burst: 5, per_second: 0.003 },
    mas: { burst: 3, per_second: 3 / 60 },
  },
  {
    from: ['rc_login', 'account'],
    to: ['rate_limiting', 'login', 'per_account'],
    synapse: { burst: 5, per_second: 0.003 },
    mas: { burst: 1800, per_second: 1800 / 3600 },
    remark: 'is taken over to rate_limiting.login.per_account, where MAS counts wrong passwords too.',
  },
  {
    from: ['rc_registration'],
    to: ['rate_limiting', 'registration'],
    synapse: { burst: 3, per_second: 0.17 },
    mas: { burst: 3, per_second: 3 / 3600 },
  },
];

function settleLimit(limit: Limit, synapse: SynapseConfig, mas: MasConfig): SettingsResult {
  const { tree } = synapse;
  const section = tree.value(limit.from);
  if (typeof section !== 'object' || section === null) return { changes: [], findings: [] };
  const from = placesOf(tree.place(limit.from));
  const option = formatPath(limit.from);
  const rate: Rate = {
    burst: Math.trunc(Number(optionOf(section, 'burst_count', limit.synapse.burst))),
    per_second: Number(optionOf(section, 'per_second', limit.synapse.per_second)),
  };
  const written = mas.tree.value(limit.to);
  if (written !== undefined) {
    if (isSame(written, rate)) return { changes: [], findings: [] };
    const what = `${formatPath(limit.to)} of MAS is not the limit that ${option} has.`;
    const where = [...from, ...placesOf(mas.tree.place(limit.to))];
    return { changes: [], findings: [toFinding(settingDiffers, { what, where })] };
  }
  if (!isAccepted(rate)) {
    const what = `${option} cannot be taken over: MAS wants a burst of at least 1 and more than 0 per second.`;
    return { changes: [], findings: [toFinding(rateLimit, { what, where: from })] };
  }
  if (isSame(limit.mas, rate)) return { changes: [], findings: [] };
  const { burst, per_second } = rate;
  return {
    changes: [{ path: limit.to, value: { burst, per_second }, why: `Synapse has ${option}`, from }],
    findings: limit.remark ? [toFinding(rateLimit, { what: `${option} ${limit.remark}`, where: from })] : [],
  };
}

function isSame(value: unknown, rate: Rate): boolean {
  return Number(optionOf(value, 'burst')) === rate.burst && Number(optionOf(value, 'per_second')) === rate.per_second;
}

/** What MAS checks: a burst that fits 32 bits, a period of at least a nanosecond. */
function isAccepted({ burst, per_second }: Rate): boolean {
  return burst >= 1 && burst < 2 ** 32 && per_second > 0 && per_second <= 1e9 && Number.isFinite(1 / per_second);
}

function failedAttempts({ tree }: SynapseConfig): SettingsResult['findings'] {
  const path = ['rc_login', 'failed_attempts'];
  if (tree.value(path) === undefined) return [];
  const what = 'rc_login.failed_attempts has no counterpart: MAS has one limit for all tries of an account.';
  return [toFinding(rateLimit, { what, where: placesOf(tree.place(path)) })];
}
