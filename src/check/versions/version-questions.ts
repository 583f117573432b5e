import type { Finding } from '../../plan/types.gen.ts';
import { toFinding } from '../config-rule.ts';
import type { Rule } from '../rule.ts';
import { type KnownBad, knownBadSynapse } from './known-bad.ts';
import { type Answer, isAtLeast, isWithin } from './known-version.ts';
import { milestones } from './milestones.ts';
import { versionKnownBad } from './rules/known-bad.ts';
import { masTooOld } from './rules/mas-too-old.ts';
import { synapseTooOld } from './rules/synapse-too-old.ts';
import type { Versions } from './versions.ts';

/** What of the target configuration decides whether a known fault matters. */
export type Conditions = Readonly<Record<KnownBad['when'], boolean>>;

/** Something that is bad where the answer is yes. */
export interface VersionQuestion {
  readonly answer: Answer;
  /** For the answer unknown: `whether …`. */
  readonly text: string;
  /** For the answer yes. */
  readonly finding: Finding;
}

/** Everything that the versions decide for this configuration. */
export function versionQuestions({ synapse, mas }: Versions, conditions: Conditions): readonly VersionQuestion[] {
  const { stableIntegration, masStableIntegration } = milestones;
  return [
    {
      answer: opposite(isAtLeast(synapse, stableIntegration.since)),
      text: `whether Synapse is older than ${stableIntegration.since} and does not know matrix_authentication_service`,
      finding: of(
        synapseTooOld,
        'synapse',
        `Synapse is ${synapse.text}; it must be ${stableIntegration.since} or newer.`,
      ),
    },
    {
      answer: opposite(isAtLeast(mas, masStableIntegration.since)),
      text: `whether MAS is older than ${masStableIntegration.since} and does not answer Synapse`,
      finding: of(masTooOld, 'mas', `MAS is ${mas.text}; it must be ${masStableIntegration.since} or newer.`),
    },
    ...knownBadSynapse
      .filter(({ when }) => conditions[when])
      .map(({ from, until, what, severity, learntFrom }) => ({
        answer: isWithin(synapse, from, until),
        text: `whether Synapse is a release from ${from} to before ${until}, with which ${what} (${learntFrom})`,
        finding: {
          ...of(versionKnownBad, 'synapse', `Synapse is ${synapse.text}. Until ${until}, ${what} (${learntFrom}).`),
          severity,
        },
      })),
  ];
}

function of(rule: Rule, database: 'synapse' | 'mas', what: string): Finding {
  return toFinding(rule, {
    what,
    where: [{ database, table: database === 'mas' ? '_sqlx_migrations' : 'schema_version' }],
  });
}

function opposite(answer: Answer): Answer {
  if (answer === 'unknown') return answer;
  return answer === 'yes' ? 'no' : 'yes';
}
