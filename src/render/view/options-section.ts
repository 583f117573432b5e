import type { Plan, PlanOption } from '../../plan/types.gen.ts';
import { formatPlace } from '../../support/errors.ts';
import { formatCount } from '../format-count.ts';
import type { Section, Table } from './blocks.ts';

/** What becomes of each option of homeserver.yaml, what changes first; no section for a plan that does not say it. */
export function optionsSections({ options }: Plan): readonly Section[] {
  if (!options) return [];
  const ordered = (['removed', 'moved', 'set', 'left'] as const).flatMap((action) =>
    options.filter((option) => option.action === action),
  );
  const left = ordered.filter(({ action }) => action === 'left');
  const changed = ordered.filter(({ action }) => action !== 'left');
  return [
    {
      id: 'options',
      title: 'What happens to each option of homeserver.yaml',
      short: `${describeCounts(ordered)}. Options that are not named stay, and mean what they meant.`,
      blocks: changed.length === 0 ? [] : [table(changed)],
      parts: left.length === 0 ? [] : [{ title: 'Options that stay', blocks: [table(left)], folded: true }],
    },
  ];
}

function table(options: readonly PlanOption[]): Table {
  return {
    kind: 'table',
    head: ['Option', 'What happens', 'Where it is set', 'Why'],
    rows: options.map((option) => [option.key, describeAction(option), placesOf(option), option.reason]),
    numbers: [],
  };
}

function describeCounts(options: readonly PlanOption[]): string {
  const counts = (['removed', 'moved', 'set', 'left'] as const).map(
    (action) => `${formatCount(options.filter((option) => option.action === action).length)} ${action}`,
  );
  return counts.join(', ');
}

function describeAction({ action, to }: PlanOption): string {
  if (to === undefined) return action;
  if (action === 'set') return `set to ${to}`;
  return action === 'moved' ? `moved to ${to} of MAS` : `${action}; from then on ${to} of MAS`;
}

/** The key stands in the first column already. */
function placesOf({ where }: PlanOption): string {
  return where.map(({ key: _key, ...place }) => formatPlace(place)).join(', ') || 'nowhere yet';
}
