import { formatPath } from '../config/config-node.ts';
import type { ConfigTree } from '../config/config-tree.ts';
import type { SynapseConfig } from '../config/synapse-config.ts';
import type { Finding } from '../plan/types.gen.ts';
import type { Place } from '../support/errors.ts';
import { toFinding } from './config-rule.ts';
import { refusalsOf, type SynapseRefusal } from './synapse-refusals.ts';

/**
 * The options of homeserver.yaml with which Synapse would not start, one finding each, with every place that sets
 * them. Values are not shown.
 */
export function checkSynapseOptions(config: SynapseConfig): Finding[] {
  return refusalsOf((path) => config.tree.value(path)).map((refusal) => {
    const where = placesOfOption(config.tree, refusal);
    return toFinding(refusal, {
      what: describe(refusal, where, config.tree.value(refusal.path)),
      where,
      count: where.length,
    });
  });
}

/** A section that is removed is removed wherever it is set; inside a section only the one that counts matters. */
function placesOfOption(tree: ConfigTree, refusal: SynapseRefusal): readonly Place[] {
  const place = tree.place(refusal.path);
  if (refusal.path.length > 1) return place ? [place] : [];
  return tree.contributions(refusal.path[0]).map((contribution) => contribution.place);
}

function describe(refusal: SynapseRefusal, where: readonly Place[], value: unknown): string {
  const key = formatPath(refusal.path);
  const size = Array.isArray(value) ? ` with ${value.length} ${value.length === 1 ? 'entry' : 'entries'}` : '';
  const places = where.length > 1 ? ` at ${where.length} places, of which the last one counts` : '';
  const action = refusal.patch === 'remove' ? 'is removed from' : 'becomes false in';
  const target = refusal.movesTo === undefined ? 'MAS has no equivalent' : `MAS has ${refusal.movesTo} instead`;
  return `${key} is set${size}${places}; it ${action} homeserver.yaml, ${target}.`;
}
