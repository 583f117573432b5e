import type { Rule } from './rule.ts';

export const targetNotEmpty: Rule = {
  id: 'target/not-empty',
  severity: 'error',
  title: 'The database of MAS is not empty',
  why: 'What is there already would be mixed with, or lost to, what comes from Synapse. The plan writes into empty tables only.',
  remedy:
    'Look whether it is the database that you meant. What makes accounts by itself (a playbook, an operator of Kubernetes, mas-cli manage register-user) must wait until after the migration. Give MAS a new database and run mas-cli database migrate on it, then plan again.',
  learntFrom: [
    'MAS: docs/setup/migration.md',
    'element-hq/matrix-authentication-service#3479',
    'element-hq/matrix-authentication-service#4605',
    'spantaleev/matrix-docker-ansible-deploy#3647',
  ],
};

export const targetUniqueConflict: Rule = {
  id: 'target/unique-conflict',
  severity: 'error',
  title: 'Rows that are different in Synapse would be the same in MAS',
  why: 'MAS has a unique constraint that Synapse does not have. mas-cli stops half-way at the first such row.',
  remedy:
    'Find the rows in Synapse by the constraint and the user ids that are named; remove what is double, then plan again.',
  learntFrom: ['MAS: catalog of the database'],
};

export const targetNotNull: Rule = {
  id: 'target/not-null',
  severity: 'error',
  title: 'Rows lack a value that MAS requires',
  why: 'The column of MAS is NOT NULL, and Synapse has nothing to put there.',
  remedy: 'Fill in the value in Synapse or remove the row, then plan again.',
  learntFrom: ['MAS: catalog of the database'],
};

export const targetUnknownColumn: Rule = {
  id: 'target/unknown-column',
  severity: 'error',
  title: 'MAS requires a column that this release does not know',
  why: 'The column is NOT NULL and has no default, so no row could be written.',
  remedy: 'Use a release of syn2mas-plan that knows this version of MAS.',
  learntFrom: ['MAS: catalog of the database'],
};

export const targetColumn: Rule = {
  id: 'target/column',
  severity: 'info',
  title: 'MAS has other columns than the newest version that is known',
  why: 'A column that MAS lacks is not filled; one that is unknown keeps its default.',
  remedy: 'Read the notes of the copy step. A newer MAS holds more.',
  learntFrom: ['MAS: catalog of the database'],
};

export const targetUncheckedIndex: Rule = {
  id: 'target/unchecked-index',
  severity: 'warning',
  outcome: 'unevaluated',
  title: 'A constraint of MAS could not be evaluated beforehand',
  why: 'It is a unique index on an expression or on a part of the rows, or a CHECK or EXCLUDE constraint. If rows break it, apply fails and rolls everything back.',
  remedy: 'Run apply --rehearse before the night of the migration.',
  learntFrom: ['PostgreSQL: unique indexes on expressions, CHECK constraints'],
};

export const providersAmbiguous: Rule = {
  id: 'providers/ambiguous',
  severity: 'error',
  title: 'Two providers of MAS have the same synapse_idp_id',
  why: 'Nobody knows to which of them the users belong.',
  remedy: 'Remove synapse_idp_id from all but one of them.',
  learntFrom: ['MAS: crates/syn2mas'],
};

/** What is found by looking at the database of MAS, and by holding the rows to be copied against it. */
export const targetRules: readonly Rule[] = [
  targetNotEmpty,
  targetUniqueConflict,
  targetNotNull,
  targetUnknownColumn,
  targetColumn,
  targetUncheckedIndex,
  providersAmbiguous,
];
