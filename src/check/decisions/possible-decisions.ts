import type { Finding } from '../../plan/types.gen.ts';
import { countOf } from '../acceptances/accept-findings.ts';
import { excludedBy, providerOf } from './covers.ts';
import type { DataDecision } from './data-decision.ts';

/** A decision that somebody could make, with what it would settle. */
export interface PossibleDecision extends Pick<DataDecision, 'decision' | 'provider' | 'to' | 'upTo'> {
  /** The sentences of the findings. */
  readonly what: readonly string[];
}

/**
 * The decisions about rows that would settle findings which nobody settled yet, in the order of the findings.
 * @param providers synapse_idp_id of each provider of MAS: links can be mapped to these
 */
export function possibleDecisions(
  findings: readonly Finding[],
  providers: readonly string[],
): readonly PossibleDecision[] {
  const open = findings.filter(({ acceptance }) => !acceptance);
  const excluding = excludedBy.flatMap(([decision, rule]) => {
    const some = open.filter(({ id }) => id === rule.id);
    return some.length === 0 ? [] : [{ decision, upTo: countOf(some), what: some.map(({ what }) => what) }];
  });
  const aboutLinks = open.flatMap((finding): readonly PossibleDecision[] => {
    const provider = providerOf(finding);
    if (provider === undefined) return [];
    const common = { provider, upTo: countOf([finding]), what: [finding.what] };
    return [
      { decision: 'drop-links', ...common },
      ...providers.map((to) => ({ decision: 'map-links' as const, to, ...common })),
    ];
  });
  return [...aboutLinks, ...excluding];
}
