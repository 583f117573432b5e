import type { GivenLink } from '../../config/links/read-links.ts';
import type { Finding } from '../../plan/types.gen.ts';
import { toFinding } from '../config-rule.ts';
import type { Rule } from '../rule.ts';
import { emptyField } from './rules/empty-field.ts';
import { repeatedLink } from './rules/repeated.ts';
import { secondSubject } from './rules/second-subject.ts';
import { subjectTwice } from './rules/subject-twice.ts';
import { unknownProvider } from './rules/unknown-provider.ts';

/** The links that can be put before the database, and what is wrong with the others. */
export interface SiftedLinks {
  readonly usable: readonly GivenLink[];
  readonly findings: readonly Finding[];
}

/**
 * Holds links against each other and against the providers of MAS. One that is an error, and a repeated one, goes no further.
 * @param providers synapse_idp_id of each provider of MAS
 */
export function siftLinks(links: readonly GivenLink[], providers: readonly string[]): SiftedLinks {
  const findings: Finding[] = [];
  const tell = (rule: Rule, link: GivenLink, field: 'user' | 'provider' | 'subject', what: string): void => {
    findings.push(toFinding(rule, { what, where: [link.places[field]], count: 1 }));
  };
  const usable = links.filter((link, index) => {
    const empty = (['user', 'provider', 'subject'] as const).filter((field) => link[field] === '');
    for (const field of empty) tell(emptyField, link, field, `Line ${link.line} has no ${field}.`);
    if (empty.length > 0) return false;
    if (!providers.includes(link.provider)) {
      const known = providers.join(', ') || 'none';
      tell(
        unknownProvider,
        link,
        'provider',
        `MAS has no provider with synapse_idp_id ${link.provider}; it has ${known}.`,
      );
      return false;
    }
    const same = links.filter((other) => other.provider === link.provider && other.subject === link.subject);
    const rival = same.find((other) => other.user !== link.user);
    if (rival) {
      tell(
        subjectTwice,
        link,
        'subject',
        `Lines ${link.line} and ${rival.line} give one subject of ${link.provider} to two users.`,
      );
      return false;
    }
    const earlier = links
      .slice(0, index)
      .filter((other) => other.provider === link.provider && other.user === link.user);
    const twin = earlier.find((other) => other.subject === link.subject);
    if (twin) {
      tell(repeatedLink, link, 'user', `Line ${link.line} repeats line ${twin.line}.`);
      return false;
    }
    const [first] = earlier.filter((other) => other.subject !== '');
    if (first) {
      tell(
        secondSubject,
        link,
        'subject',
        `Lines ${first.line} and ${link.line} give one user two subjects of ${link.provider}.`,
      );
    }
    return true;
  });
  return { usable, findings };
}
