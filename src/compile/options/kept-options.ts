import { isTrueInPython } from '../../check/python-value.ts';
import { formatPath } from '../../config/config-node.ts';
import type { SynapseConfig } from '../../config/synapse-config.ts';
import type { PlanOption } from '../../plan/types.gen.ts';
import { type LostOption, lostOptions } from '../mas/settings/lost-option-list.ts';
import { synapseRegistration } from '../mas/settings/synapse-registration.ts';
import { type LeftOption, leftOptions } from './left-options.ts';
import { describeTarget, type OptionPlan } from './option-plan.ts';
import { placesOfOption } from './places-of-option.ts';

/** The options that Synapse starts with beside MAS, but that do less then: where MAS decides, and what is lost. */
export function keptOptions(synapse: SynapseConfig, plan: OptionPlan): readonly PlanOption[] {
  const onlyLost = lostOptions.flatMap(({ paths }) =>
    paths
      .filter((path) => !leftOptions.some((left) => formatPath(left.path) === formatPath(path)))
      .map((path): LeftOption => ({ path, reason: 'Synapse starts with it.' })),
  );
  return [...leftOptions, ...onlyLost].flatMap((option): readonly PlanOption[] => {
    const where = [...placesOfOption(synapse.tree, option.path)];
    if (where.length === 0) return [];
    const to = option.to === undefined ? {} : { to: option.to };
    return [{ key: formatPath(option.path), action: 'left', ...to, reason: reasonFor(option, synapse, plan), where }];
  });
}

function reasonFor({ path, to, isTakenOver, reason }: LeftOption, synapse: SynapseConfig, plan: OptionPlan): string {
  const value = synapse.tree.value(path);
  if (value === undefined) return 'It has no effect: its section is set again further on.';
  const lost = lostOptions.find(({ paths }) => paths.some((other) => formatPath(other) === formatPath(path)));
  const loss = lost && isInEffect(lost, value, synapse) ? [`What changes: ${lost.changes}`] : [];
  const target = to !== undefined && isTakenOver ? [describeTarget(to, plan)] : [];
  return [reason, ...loss, ...target].join(' ');
}

function isInEffect(lost: LostOption, value: unknown, synapse: SynapseConfig): boolean {
  const isOpen = synapseRegistration(synapse).enabled && synapse.passwordsEnabled;
  return (lost.when ?? isTrueInPython)(value) && (isOpen || !lost.onlyWhereRegistrationIsOpen);
}
