import type { Covered, NotChecked } from './covered.ts';

const mas = (...numbers: readonly number[]): readonly string[] =>
  numbers.map((number) => `element-hq/matrix-authentication-service#${number}`);

/** Bots, bridges, clients and administrators' tools, which break after a migration that went well. */
export const programCoverage: readonly Covered[] = [
  {
    what: 'Bridges that encrypt cannot log in any more',
    threads: [
      ...mas(3206, 2580, 5962),
      'mautrix/go#508',
      'mautrix/whatsapp#874',
      'mautrix/telegram#1020',
      'mautrix/imessage#230',
    ],
    findings: [
      'appservice/needs-msc4190',
      'appservice/undecided',
      'appservice/registration-unreadable',
      'appservice/registration-invalid',
    ],
    steps: ['operator/bridges'],
  },
  {
    what: 'A bridge works for months, until its device is reset',
    threads: ['matrix-org/matrix-hookshot#1084'],
    findings: ['appservice/latent-login'],
    steps: ['operator/bridges'],
  },
  {
    what: 'Application services that register without inhibit_login get errors',
    threads: ['Synapse: docs/upgrade.md', 'matrix-org/matrix-spec-proposals#4190'],
    findings: ['appservice/inhibit-login'],
    steps: ['operator/bridges'],
  },
  {
    what: 'Users of bridges in MAS, or not in MAS',
    threads: mas(1554, 2283, 4122),
    findings: [
      'appservice/users-excluded',
      'appservice/users-unowned',
      'appservice/looks-like-bridge',
      'appservice/namespace-undecided',
      'appservice/registration-gone',
      'appservice/registration-gone-undecided',
    ],
    property: 'Users with an appservice_id stay in Synapse; the accounting counts them as appservice-owned',
  },
  {
    what: 'Administrators cannot log in to their panel',
    threads: [
      'Awesome-Technologies/synapse-admin#429',
      'etkecc/ketesa#38',
      'etkecc/ketesa#55',
      'element-hq/ess-helm#608',
    ],
    findings: ['users/no-admin'],
    steps: ['operator/tell-administrators'],
  },
  {
    what: 'Calls of the admin API fail or make accounts that MAS does not know',
    threads: [
      'element-hq/synapse#18993',
      'element-hq/synapse#20241',
      'element-hq/synapse#17520',
      'the-draupnir-project/Draupnir#986',
      'spantaleev/matrix-docker-ansible-deploy#5164',
    ],
    findings: ['tokens/admin-without-device'],
    steps: ['operator/tell-administrators'],
  },
  { what: 'Clients cannot delete devices', threads: mas(4729), steps: ['operator/tell-users'] },
  {
    what: 'Names of devices are lost or differ',
    threads: mas(3919, 4459),
    findings: ['devices/no-display-name'],
    steps: ['operator/tell-users'],
    property: 'Display names are carried over to human_name, where MAS has it',
  },
];

/** What nobody can see from where the plan is made. */
export const notChecked: readonly NotChecked[] = [
  {
    what: 'What the reverse proxy does with the routes of both services',
    why: 'Its rules stand in files of another program, and before the outage it rightly sends logins to Synapse.',
    steps: ['operator/route-logins', 'operator/worker-routes'],
  },
  {
    what: 'Whether Synapse and MAS reach each other',
    why: 'The plan is made elsewhere than where they run, and the endpoints exist only once both run.',
    steps: ['operator/mas-doctor'],
  },
  {
    what: 'Whether the key files of MAS are there and hold keys',
    why: 'They are for MAS alone, and may be mounted only where it runs.',
    steps: ['operator/mas-config-check'],
  },
  {
    what: 'Whether an identity provider knows the addresses of MAS',
    why: 'Only its console says so.',
    steps: ['operator/redirect-uri', 'operator/backchannel-logout-uri'],
  },
  {
    what: 'What bridges have in their own configuration, and whether they know MSC4190',
    why: 'It stands with the bridge, and differs from one to the next.',
    steps: ['operator/bridges'],
  },
  {
    what: 'What clients do, and which programs use the admin API',
    why: 'They are not part of the homeserver.',
    steps: ['operator/tell-users', 'operator/tell-administrators'],
  },
  {
    what: 'Whether .well-known is served as the file says',
    why: 'A web server may serve another file, or hold the old one back.',
    steps: ['operator/publish-well-known', 'operator/mas-doctor'],
  },
  {
    what: 'Whether the backup can be restored',
    why: 'Only restoring it shows that.',
    steps: ['operator/backup'],
  },
];
