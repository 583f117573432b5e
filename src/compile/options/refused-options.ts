import { type SynapseRefusal, synapseRefusals } from '../../check/synapse-refusals.ts';
import { formatPath } from '../../config/config-node.ts';
import type { SynapseConfig } from '../../config/synapse-config.ts';
import type { PlanOption } from '../../plan/types.gen.ts';
import { describeTarget, type OptionPlan } from './option-plan.ts';
import { placesOfOption } from './places-of-option.ts';

/** The options that Synapse may refuse beside MAS: what the plan does with each that is written, and why it may stay. */
export function refusedOptions({ tree }: SynapseConfig, plan: OptionPlan): readonly PlanOption[] {
  return synapseRefusals.flatMap((refusal) => {
    const where = [...placesOfOption(tree, refusal.path)];
    if (where.length === 0) return [];
    const key = formatPath(refusal.path);
    const value = tree.value(refusal.path);
    if (!refusal.refusedWhen(value, (path) => tree.value(path)))
      return [{ key, ...leave(refusal, value, plan), where }];
    return [{ key, ...refuse(refusal, plan), where }];
  });
}

function refuse(refusal: SynapseRefusal, plan: OptionPlan): Pick<PlanOption, 'action' | 'to' | 'reason'> {
  const { patch, movesTo, why } = refusal;
  const remark = remarks[formatPath(refusal.path)];
  if (patch === 'set false') {
    const target = movesTo === undefined ? '' : ` ${describeTarget(movesTo, plan)}`;
    return { action: 'set', to: 'false', reason: `${why}${target}` };
  }
  if (remark !== undefined || movesTo === undefined) {
    return { action: 'removed', reason: `${why} ${remark ?? 'MAS has no equivalent.'}` };
  }
  return { action: 'moved', to: movesTo, reason: `${why} ${describeTarget(movesTo, plan)}` };
}

function leave(
  { path, movesTo }: SynapseRefusal,
  value: unknown,
  plan: OptionPlan,
): Pick<PlanOption, 'action' | 'to' | 'reason'> {
  if (value === undefined) return { action: 'left', reason: 'It has no effect: its section is set again further on.' };
  if (value === null) return { action: 'left', reason: 'It is empty, which means absent.' };
  const reason = 'Synapse starts with this value beside MAS.';
  if (movesTo === undefined || !saysNo.has(formatPath(path))) return { action: 'left', reason };
  return { action: 'left', to: movesTo, reason: `${reason} ${describeTarget(movesTo, plan)}` };
}

/** Options that leave, of which MAS gets nothing although it has something alike. */
const remarks: Readonly<Record<string, string>> = {
  user_consent: 'What MAS can ask for is branding.tos_uri, an address that Synapse does not know.',
  session_lifetime: 'Only experimental.inactive_session_expiration of MAS is something alike.',
  'experimental_features.msc3861': 'matrix_authentication_service takes its place.',
};

/** Switches that MAS gets also where they are off. */
const saysNo: ReadonlySet<string> = new Set(['enable_registration', 'disable_registration', 'enable_3pid_changes']);
