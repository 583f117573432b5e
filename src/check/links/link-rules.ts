import type { DataRule } from '../data/data-rule.ts';
import type { Rule } from '../rule.ts';
import { alreadyLinked } from './rules/already-linked.ts';
import { emptyField } from './rules/empty-field.ts';
import { repeatedLink } from './rules/repeated.ts';
import { secondSubject } from './rules/second-subject.ts';
import { subjectTaken } from './rules/subject-taken.ts';
import { subjectTwice } from './rules/subject-twice.ts';
import { unknownProvider } from './rules/unknown-provider.ts';
import { userInactive } from './rules/user-inactive.ts';
import { userNotMigrated } from './rules/user-not-migrated.ts';

/** Rules that need nothing but the file and the providers of MAS. */
export const linkFileRules: readonly Rule[] = [emptyField, repeatedLink, subjectTwice, unknownProvider];

/** Rules that hold the links against Synapse's database. */
export const linkDataRules: readonly DataRule[] = [
  userNotMigrated,
  subjectTaken,
  secondSubject,
  userInactive,
  alreadyLinked,
];
