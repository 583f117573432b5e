import type { Plan, Step } from '../../src/plan/types.gen.ts';
import { assertStep, common, copyStep, smallPlan, sqlStep } from '../apply/small-plan.ts';

/** A user id that would act in a terminal, in Markdown and in HTML if it were let. */
export const hostileUser = '@hostile\u001b[2J\u202e|`<img src=x onerror="alert(1)">:example.org';

const homeserver = '/etc/matrix-synapse/homeserver.yaml';

/** A plan with something of everything, for reports. It does not run. */
export function examplePlan(overrides: Partial<Plan> = {}): Plan {
  const configFiles = [{ path: homeserver, sha256: `sha256:${'1'.repeat(64)}` }];
  return smallPlan({
    steps: steps(),
    configFiles,
    masConfig: '/etc/mas/config.yaml',
    undo: [
      { id: 'undo/foreign-rows', kind: 'assert', title: 'MAS holds nothing else', sql: 'SELECT 1 WHERE FALSE' },
      { id: 'undo/empty', kind: 'sql', title: 'Empty the tables', sql: 'TRUNCATE users' },
      { id: 'undo/file', kind: 'restore-file', title: `Restore ${homeserver}`, path: homeserver },
    ],
    more: {
      summary: {
        rowsMigrated: 1_234_567,
        rowsSkipped: 12,
        tables: [{ table: 'users', rows: 1_234_567 }],
        findings: { error: 1, warning: 1, info: 1, accepted: 1 },
        files: ['/etc/matrix-synapse/mas-shared-secret', homeserver, '/var/www/client'],
        pointOfNoReturn: 'The first write of a running MAS.',
      },
      findings: findings(),
      accounting: [
        {
          entity: 'users',
          rows: 1_234_579,
          migrated: [{ table: 'users', rows: 1_234_567 }],
          skipped: [
            { reason: 'appservice-owned', rows: 12, meaning: 'The user belongs to an application service.' },
            { reason: 'other-domain', rows: 0, meaning: 'The user is of another server.' },
          ],
          sql: "SELECT 'total' AS outcome, count(*) AS rows FROM users",
        },
      ],
      logins: {
        password: 1000,
        provider: 20,
        both: 3,
        none: 4,
        providers: [{ synapseIdpId: 'oidc-sso', id: '00000000-0000-0000-0000-000000000001', name: 'SSO', users: 23 }],
      },
      verification: [{ id: 'verify/users', title: 'Users are equal', step: 'copy/users' }],
      assumptions: ['The backup can be restored.', 'Nobody asked the bridges.'],
      ...overrides,
    },
  });
}

function findings(): Plan['findings'] {
  return [
    {
      id: 'data/orphan-rows',
      severity: 'error',
      what: 'devices: 2 rows of users that do not exist.',
      where: [{ database: 'synapse', table: 'devices' }],
      count: 2,
      samples: ['@a:example.org', hostileUser],
      why: 'Nobody knows whose they are.',
      remedy: 'Delete the rows.',
    },
    {
      id: 'synapse/enable-registration',
      severity: 'warning',
      what: 'enable_registration is set.',
      where: [{ file: homeserver, line: 47, column: 1, key: 'enable_registration' }],
      why: 'Synapse refuses to start with it.',
      remedy: 'The plan removes it.',
      acceptance: { by: 'ada@example.org', reason: 'Registration is closed anyway', upTo: 1 },
    },
    {
      id: 'target/column',
      severity: 'info',
      what: 'users: next_column is unknown.',
      where: [{ database: 'mas', table: 'users' }],
      why: 'It keeps its default.',
      remedy: 'None is needed.',
    },
  ];
}

function steps(): readonly Step[] {
  return [
    { ...common('operator/backup'), phase: 'prepare', kind: 'operator', instructions: 'pg_dump mas > mas.dump' },
    assertStep('SELECT u.name FROM users AS u WHERE u.name IS NULL'),
    sqlStep('lock', 'LOCK TABLE users IN ACCESS EXCLUSIVE MODE NOWAIT;'),
    copyStep({ rows: 1_234_567, columnNotes: ['locked_at is not in this MAS.'] }),
    sqlStep('analyze', 'ANALYZE users;'),
    {
      ...common('secret/mas-shared-secret'),
      kind: 'secret',
      path: '/etc/matrix-synapse/mas-shared-secret',
      mode: '0640',
      from: { file: '/etc/mas/config.yaml', key: 'matrix.secret' },
    },
    {
      ...common('file/homeserver.yaml'),
      kind: 'file',
      path: homeserver,
      before: `sha256:${'1'.repeat(64)}`,
      after: `sha256:${'2'.repeat(64)}`,
      edits: [{ offset: 0, length: 4, insert: 'new' }],
      diff: `--- ${homeserver}\n+++ ${homeserver}\n@@ -1 +1 @@\n-enable_registration: true\n+# <gone> \`here\`\n`,
    },
    { ...common('operator/start'), phase: 'finish', kind: 'operator', instructions: 'systemctl start mas' },
  ];
}
