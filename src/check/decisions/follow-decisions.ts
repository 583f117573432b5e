import type { Finding } from '../../plan/types.gen.ts';
import { toFinding } from '../config-rule.ts';
import type { Rule } from '../rule.ts';
import { type DataDecision, nameDecision } from './data-decision.ts';
import { decisionContradictory } from './rules/contradictory.ts';
import { decisionExpired } from './rules/expired.ts';
import { decisionImpossible } from './rules/impossible.ts';

/** The decisions that can be followed, before any row is counted, and a finding for each other one. */
export interface FollowedDecisions {
  readonly followed: readonly DataDecision[];
  readonly findings: readonly Finding[];
}

/**
 * Parts decisions that can be followed from those that have expired, contradict each other, or ask for what cannot be.
 * @param providers synapse_idp_id of each provider of MAS
 * @param today the day of the plan, `2026-01-31`
 */
export function followDecisions(
  decisions: readonly DataDecision[],
  { providers, today }: { readonly providers: readonly string[]; readonly today: string },
): FollowedDecisions {
  const obstacles = decisions.map((decision) => findObstacle(decision, decisions, providers, today));
  return {
    followed: decisions.filter((_, index) => obstacles[index] === undefined),
    findings: decisions.flatMap((decision, index) => {
      const obstacle = obstacles[index];
      return obstacle ? [toFinding(obstacle.rule, { what: obstacle.what, where: [decision.place] })] : [];
    }),
  };
}

function findObstacle(
  decision: DataDecision,
  all: readonly DataDecision[],
  providers: readonly string[],
  today: string,
): { readonly rule: Rule; readonly what: string } | undefined {
  const { expires, provider, to } = decision;
  const name = nameDecision(decision);
  const rival = all.find((other) => other !== decision && subjectOf(other) === subjectOf(decision));
  if (rival) {
    const where = [rival.place.line, rival.place.column].filter((part) => part !== undefined).join(':');
    return { rule: decisionContradictory, what: `${name} contradicts or repeats ${nameDecision(rival)} at ${where}.` };
  }
  const impossible = (what: string) => ({ rule: decisionImpossible, what: `${name}: ${what}.` });
  if (provider === 'oauth-delegated') return impossible('Synapse itself writes oauth-delegated');
  if (provider !== undefined && providers.includes(provider))
    return impossible(`MAS has a provider with synapse_idp_id ${provider}, which gets these links`);
  if (to !== undefined && !providers.includes(to))
    return impossible(`MAS has no provider with synapse_idp_id ${to}; it has ${providers.join(', ') || 'none'}`);
  return expires !== undefined && expires < today
    ? { rule: decisionExpired, what: `${name} was decided until ${expires}.` }
    : undefined;
}

/** Decisions with the same one are about the same rows. */
function subjectOf({ decision, provider }: DataDecision): string {
  return provider === undefined ? decision : `links of ${provider}`;
}
