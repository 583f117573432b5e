import type { Rule } from '../rule.ts';

const threads = ['Synapse: docs/upgrade.md', 'element-hq/synapse#18759'];

export const synapseTooOld: Rule = {
  id: 'versions/synapse-too-old',
  severity: 'error',
  title: 'Synapse is too old for MAS',
  why: 'Older releases do not know matrix_authentication_service: Synapse would start without MAS and ask the databases of before.',
  remedy: 'Upgrade Synapse to 1.136 or newer, let it run, then plan again.',
  learntFrom: threads,
};

export const masTooOld: Rule = {
  id: 'versions/mas-too-old',
  severity: 'error',
  isAcceptable: true,
  title: 'MAS is too old for Synapse',
  why: 'Older releases do not answer a Synapse that is configured by matrix_authentication_service: nobody could use an account.',
  remedy:
    'Upgrade MAS to 0.20 or newer, run mas-cli database migrate, then plan again. Accept the finding where only the database is old and a newer MAS is started after the migration.',
  learntFrom: [...threads, 'MAS: docs/setup/homeserver.md'],
};

export const versionKnownBad: Rule = {
  id: 'versions/known-bad',
  severity: 'warning',
  title: 'A release of Synapse with a known fault',
  why: 'With this release and this configuration a part of the work with MAS fails, whatever the plan does.',
  remedy: 'Upgrade Synapse to the release that is named, or a newer one.',
  learntFrom: ['element-hq/synapse#19184', 'element-hq/synapse#19144', 'element-hq/synapse#19892'],
};

export const untestedSchema: Rule = {
  id: 'versions/untested-schema',
  severity: 'warning',
  title: 'A database is newer than this release of syn2mas-plan knows',
  why: 'What newer tables and columns mean has not been looked at. What the plan needs is there, and constraints of MAS are read from its catalog.',
  remedy:
    'Look for a newer release of syn2mas-plan. Otherwise run apply --rehearse and verify, and read the notes of the copy steps.',
  learntFrom: ['element-hq/synapse#18053', 'Synapse: synapse/storage/schema/__init__.py'],
};

export const versionContradicted: Rule = {
  id: 'versions/stated-otherwise',
  severity: 'warning',
  title: 'Synapse has another version than --synapse-version says',
  why: 'Its database went through changes that the stated release does not have, or lacks some that it has. Findings that depend on the version follow what was stated.',
  remedy:
    'State the version that runs (the server says it at /_synapse/admin/v1/server_version), or leave the option out.',
  learntFrom: ['Synapse: synapse/storage/schema/__init__.py'],
};

export const versionUnknown: Rule = {
  id: 'versions/unknown',
  severity: 'warning',
  outcome: 'unevaluated',
  title: 'What depends on a version that is not known well enough',
  why: 'The databases give a range of releases only, and within it the answer is not the same.',
  remedy:
    'State the version of Synapse by --synapse-version. That of MAS follows from its newest migration: upgrade MAS and run mas-cli database migrate, or accept this once you have looked.',
  learntFrom: threads,
};

/** What the versions of both services decide. */
export const versionRules: readonly Rule[] = [
  synapseTooOld,
  masTooOld,
  versionKnownBad,
  untestedSchema,
  versionContradicted,
  versionUnknown,
];
