import type { FileStep, Finding, Plan, Step, Summary, Undo } from '../../src/plan/types.gen.ts';
import { sha256 } from '../../src/support/digest.ts';
import { assertStep, common, copyStep, seed, smallPlan, sqlStep } from '../apply/small-plan.ts';

/** A user id that would act in a terminal, in Markdown and in HTML if it were let. */
export const hostileUser = '@hostile\u001b[2J\u202e|`<img src=x onerror="alert(1)">:example.org';

const homeserver = '/etc/matrix-synapse/homeserver.yaml';
const masConfig = '/etc/mas/config.yaml';
const provider = { synapseIdpId: 'oidc-sso', id: '00000000-0000-0000-0000-000000000001', name: 'SSO', users: 23 };

/**
 * A plan with something of everything: each kind of step and purpose, findings of each severity, an accepted error. It agrees with
 * itself, its schema and what apply lets a plan do. The summary is of the parts, those that a test replaces too.
 */
export function examplePlan(overrides: Partial<Plan> = {}): Plan {
  const base = smallPlan({
    steps: steps(),
    configFiles: [{ path: homeserver, sha256: homeserverStep.before ?? '' }],
    masConfig,
    undo: undo(),
  });
  const plan: Plan = {
    ...base,
    choices: { ...base.choices, wellKnown: '/var/www/client' },
    target: { ...base.target, providers: [provider] },
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
    logins: { password: 1000, provider: 20, both: 3, none: 4, providers: [provider] },
    appservices: {
      services: [
        {
          file: 'signal.yaml',
          path: '/etc/matrix-synapse/signal.yaml',
          id: 'signal',
          sender: '@random:example.org',
          senderExists: false,
          ...{ users: 1234, deactivated: 0, devices: 1, encrypting: 1, loggedIn: 1, tokens: 0 },
          lastSeen: '2026-01-30',
          msc4190: 'off',
          verdict: 'at-once',
          why: 'It encrypts, and logs in.',
          change: ['Set encryption.msc4190: true.', 'Set io.element.msc4190: true in signal.yaml.'],
        },
        {
          file: '/data/irc.yaml',
          ...{ users: 0, deactivated: 0, devices: 0 },
          msc4190: 'unknown',
          verdict: 'unknown',
          why: 'It could not be read.',
          change: ['Let it be read.'],
        },
      ],
      unregistered: [{ id: 'telegram', users: 7, samples: ['@tg_1:example.org'] }],
      lookalikes: [{ shape: 'ends in bot', users: 2 }],
    },
    verification: [{ id: 'verify/users', title: 'Users are equal', step: 'copy/users' }],
    assumptions: ['The backup can be restored.', 'Nobody asked the bridges.'],
    ...overrides,
  };
  return { ...plan, summary: overrides.summary ?? summaryOf(plan) };
}

function summaryOf({ steps, findings, accounting }: Plan): Summary {
  const tables = steps.flatMap((step) => (step.kind === 'copy' ? [{ table: step.table, rows: step.rows }] : []));
  const sum = (parts: readonly { readonly rows: number }[]): number => parts.reduce((all, { rows }) => all + rows, 0);
  const open = findings.filter(({ acceptance }) => !acceptance);
  const found = open.filter(({ outcome }) => outcome === undefined);
  const count = (severity: Finding['severity']): number => found.filter((each) => each.severity === severity).length;
  return {
    rowsMigrated: sum(tables),
    rowsSkipped: sum(accounting.flatMap(({ skipped }) => skipped)),
    tables,
    findings: {
      error: count('error'),
      warning: count('warning'),
      unevaluated: open.length - found.length,
      info: count('info'),
      accepted: findings.length - open.length,
    },
    files: steps.flatMap((step) => ('path' in step ? [step.path] : [])),
    pointOfNoReturn: 'The first write of a running MAS.',
  };
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
      acceptance: { by: 'ada@example.org', reason: 'They are left out anyway', upTo: 2 },
    },
    {
      id: 'synapse/enable-registration',
      severity: 'warning',
      what: 'enable_registration is set.',
      where: [{ file: homeserver, line: 47, column: 1, key: 'enable_registration' }],
      why: 'Synapse refuses to start with it.',
      remedy: 'The plan removes it.',
    },
    {
      id: 'target/unchecked-index',
      severity: 'warning',
      outcome: 'unevaluated',
      what: 'Not evaluated: users.sound, which is a CHECK constraint.',
      where: [],
      why: 'If rows break it, apply fails.',
      remedy: 'Rehearse.',
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

const before = 'enable_registration: true\nserver_name: example.org\n';
const after = '# <gone> `here`\nserver_name: example.org\n';

const homeserverStep: FileStep = {
  ...common('file/homeserver.yaml'),
  kind: 'file',
  path: homeserver,
  before: sha256(before),
  after: sha256(after),
  backup: `${homeserver}.before-mas-${seed.slice(0, 8)}`,
  edits: [{ offset: 0, length: 25, insert: '# <gone> `here`' }],
  diff: `--- ${homeserver}\n+++ ${homeserver}\n@@ -1,2 +1,2 @@\n-enable_registration: true\n+# <gone> \`here\`\n server_name: example.org\n`,
};

const client = '{ "org.matrix.msc2965.authentication": {} }\n';

const clientStep: FileStep = {
  ...common('file/well-known-client'),
  kind: 'file',
  path: '/var/www/client',
  after: sha256(client),
  mode: '0644',
  content: client,
  diff: `--- /dev/null\n+++ /var/www/client\n@@ -0,0 +1 @@\n+${client}`,
};

function steps(): readonly Step[] {
  const onMas = assertStep('SELECT u.username FROM users AS u WHERE u.username IS NULL', 'mas');
  return [
    {
      ...common('operator/backup'),
      phase: 'prepare',
      kind: 'operator',
      instructions: 'pg_dump mas > mas.dump',
      guard: 'assert/empty',
    },
    { ...onMas, id: 'assert/empty', phase: 'prepare' },
    assertStep('SELECT u.name FROM users AS u WHERE u.name IS NULL'),
    sqlStep('lock', 'LOCK TABLE users IN ACCESS EXCLUSIVE MODE NOWAIT;'),
    sqlStep('clear', 'DROP INDEX users_lower_username_idx;'),
    copyStep({ rows: 1_234_567, columnNotes: ['locked_at is not in this MAS.'] }),
    sqlStep('restore', 'CREATE INDEX users_lower_username_idx ON public.users USING btree (lower(username));'),
    sqlStep('analyze', 'ANALYZE users;'),
    {
      ...common('secret/mas-shared-secret'),
      kind: 'secret',
      path: '/etc/matrix-synapse/mas-shared-secret',
      mode: '0640',
      ownerOf: homeserver,
      from: { file: masConfig, key: 'matrix.secret' },
    },
    homeserverStep,
    clientStep,
    { ...common('operator/start'), phase: 'finish', kind: 'operator', instructions: 'systemctl start mas' },
  ];
}

function undo(): readonly Undo[] {
  const { path, backup, before: digest } = homeserverStep;
  return [
    {
      id: 'undo/foreign-rows',
      kind: 'assert',
      title: 'MAS holds nothing else',
      sql: 'SELECT u.username FROM users AS u WHERE FALSE',
    },
    { id: 'undo/empty', kind: 'sql', title: 'Empty the tables', sql: 'TRUNCATE users' },
    { id: 'undo/client', kind: 'restore-file', title: 'Remove /var/www/client', path: clientStep.path },
    {
      id: 'undo/file',
      kind: 'restore-file',
      title: `Restore ${path}`,
      path,
      ...(backup === undefined ? {} : { backup }),
      ...(digest === undefined ? {} : { before: digest }),
    },
    {
      id: 'undo/secret',
      kind: 'restore-file',
      title: 'Remove the secret',
      path: '/etc/matrix-synapse/mas-shared-secret',
    },
  ];
}
