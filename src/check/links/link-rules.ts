import type { DataRule } from '../data/data-rule.ts';
import type { SqlContext } from '../data/sql-context.ts';
import type { Rule } from '../rule.ts';

const learntFrom = [
  'element-hq/matrix-authentication-service#3135',
  'matrix-org/synapse#7633',
  'element-hq/synapse#17837',
];
const matters = ({ links }: SqlContext): boolean => links.length > 0;

export const emptyField: Rule = {
  id: 'links/empty-field',
  severity: 'error',
  title: 'A link of --links lacks a field',
  why: 'A link is a user, a provider and a subject. Without one of them nobody is linked to anything.',
  remedy: 'Fill in the field, or take the line out.',
  learntFrom,
};

export const repeatedLink: Rule = {
  id: 'links/repeated',
  severity: 'warning',
  title: 'A link stands in --links more than once',
  why: 'Only the first counts. Somebody may have meant another user or subject.',
  remedy: 'Take the line out, or correct it.',
  learntFrom,
};

export const subjectTwice: Rule = {
  id: 'links/subject-twice',
  severity: 'error',
  title: 'Two users of --links have one subject',
  why: 'A provider means one person by a subject. MAS has one user for it; the other could not log in, or into the wrong account.',
  remedy: 'Find out whose subject it is, and take the other line out.',
  learntFrom,
};

export const unknownProvider: Rule = {
  id: 'links/unknown-provider',
  severity: 'error',
  title: 'A provider of --links that MAS does not have',
  why: 'A link leads to a provider of MAS, by its synapse_idp_id.',
  remedy: 'Write the synapse_idp_id of a provider of MAS: oidc-, and the idp_id of homeserver.yaml.',
  learntFrom,
};

export const userNotMigrated: DataRule = {
  id: 'links/user-not-migrated',
  severity: 'error',
  template: 'link-user-not-migrated',
  matters,
  title: 'Users of --links whom MAS does not get',
  why: 'They do not exist, are of another server, belong to an application service, or were left out by a decision: there is nobody to link.',
  remedy: 'Write the whole user id, @localpart:server_name, of a user of this homeserver, or take the line out.',
  learntFrom,
};

export const subjectTaken: DataRule = {
  id: 'links/subject-taken',
  severity: 'error',
  template: 'link-subject-taken',
  matters,
  title: 'Subjects of --links that another user has',
  why: 'Synapse has this subject of the provider for another user. MAS takes one user for it; who logs in would get into an account that is not theirs.',
  remedy: 'Find out whose subject it is. Correct the line, or the row in user_external_ids of Synapse.',
  learntFrom,
};

export const secondSubject: DataRule = {
  id: 'links/second-subject',
  severity: 'warning',
  template: 'link-second-subject',
  matters,
  title: 'Users who get a second subject at one provider',
  why: 'Whoever logs in with either of them has the account. One of the two may be somebody else.',
  remedy: 'See that both belong to the same person; else take one of them out.',
  learntFrom,
};

export const userInactive: DataRule = {
  id: 'links/user-inactive',
  severity: 'warning',
  template: 'link-user-inactive',
  matters,
  title: 'Users of --links who are deactivated or guests',
  why: 'The link is made, but nobody can log in to such an account.',
  remedy: 'Take the line out, or make the account active again in Synapse.',
  learntFrom,
};

export const alreadyLinked: DataRule = {
  id: 'links/already-linked',
  severity: 'info',
  template: 'link-already-linked',
  matters,
  title: 'Links of --links that Synapse has',
  why: 'They are carried over anyway; the line adds nothing.',
  remedy: 'Nothing has to be done.',
  learntFrom,
};

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
