import type { Plan, Step, Undo } from '../../src/plan/types.gen.ts';
import { sha256 } from '../../src/support/digest.ts';

/** The first digits of the seed stand in the names of backups and of what is staged. */
export const seed = '0123456789abcdef0123456789abcdef';

export const sourceCatalog = `${[
  'access_tokens.id bigint not null',
  'access_tokens.token text not null',
  'users.admin smallint not null',
  'users.creation_ts bigint',
  'users.name text not null',
].join('\n')}\n`;

export const targetCatalog = `${[
  'compat_sessions constraint compat_sessions_pkey PRIMARY KEY (compat_session_id)',
  'compat_sessions constraint compat_sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(user_id)',
  'compat_sessions index CREATE INDEX compat_sessions_active_user_idx ON public.compat_sessions USING btree (user_id) WHERE (finished_at IS NULL)',
  'compat_sessions index CREATE UNIQUE INDEX "Odd name" ON public.compat_sessions USING btree (device_id COLLATE "C" DESC NULLS LAST) INCLUDE (user_id)',
  'compat_sessions.compat_session_id uuid not null',
  'compat_sessions.device_id text',
  'compat_sessions.finished_at timestamp with time zone',
  'compat_sessions.user_id uuid not null',
  'upstream_oauth_providers.upstream_oauth_provider_id uuid not null',
  'users constraint users_pkey PRIMARY KEY (user_id)',
  'users constraint users_username_unique UNIQUE (username)',
  'users index CREATE INDEX users_lower_username_idx ON public.users USING btree (lower(username))',
  'users index CREATE INDEX users_username_trgm_idx ON public.users USING gin (username gin_trgm_ops)',
  'users.user_id uuid not null',
  'users.username text not null',
].join('\n')}\n`;

/** What a test says about the plan that it needs. */
export interface SmallPlanParts {
  readonly steps?: readonly Step[];
  readonly undo?: readonly Undo[];
  /** Paths and bytes of homeserver.yaml and its like. */
  readonly configFiles?: readonly { readonly path: string; readonly sha256: string }[];
  readonly masConfig?: string;
  readonly files?: readonly string[];
  readonly more?: Partial<Plan>;
}

/** A plan that may run: nothing in it but what the test gives. */
export function smallPlan({
  steps = [],
  undo = [],
  configFiles = [],
  masConfig,
  files,
  more,
}: SmallPlanParts = {}): Plan {
  const written = steps.flatMap((step) => ('path' in step ? [step.path] : []));
  return {
    formatVersion: '1.0',
    tool: { name: 'syn2mas-plan', version: '0.0.0', templatesDigest: sha256('') },
    created: { at: '2026-01-02T03:04:05Z', by: 'tester' },
    errored: false,
    seed,
    choices: { maxDriftPercent: 10, maxDriftRows: 1000, samples: true },
    source: {
      serverName: 'example.org',
      configFiles: configFiles.map((file) => ({ ...file })),
      connection: connection('synapse'),
      database: database('synapse', sourceCatalog),
    },
    target: {
      configFiles: masConfig === undefined ? [] : [{ path: masConfig, sha256: sha256('') }],
      connection: connection('mas'),
      database: database('mas', targetCatalog),
      mustBeEmpty: ['compat_sessions', 'users'],
      providers: [],
    },
    summary: {
      rowsMigrated: 0,
      rowsSkipped: 0,
      tables: [],
      findings: { error: 0, warning: 0, unevaluated: 0, info: 0, accepted: 0 },
      files: [...(files ?? written)],
      pointOfNoReturn: 'The first write of a running MAS.',
    },
    findings: [],
    accounting: [],
    logins: { password: 0, provider: 0, both: 0, none: 0, providers: [] },
    live: {
      synapse: {
        publicBaseurl: 'https://matrix.example.org/',
        endpoint: 'http://localhost:8008/',
        listeners: [],
      },
      mas: { publicBase: 'https://account.example.org/', issuer: 'https://account.example.org/', listeners: [] },
    },
    steps: [...steps],
    undo: [...undo],
    verification: [],
    assumptions: [],
    ...more,
  };
}

/** A copy into users, well-formed but for what a test changes. */
export function copyStep(over: Partial<Extract<Step, { kind: 'copy' }>> = {}): Step {
  return {
    ...common('copy/users'),
    kind: 'copy',
    table: 'users',
    columns: ['user_id', 'username'],
    key: ['user_id'],
    rows: 0,
    select: "SELECT sha256(convert_to(u.name, 'UTF8')), u.name FROM users AS u",
    ...over,
  };
}

export function assertStep(sql: string, database: 'synapse' | 'mas' = 'synapse'): Step {
  return { ...common('assert/it'), kind: 'assert', database, sql, remedy: 'Plan again.' };
}

export function sqlStep(purpose: 'lock' | 'clear' | 'restore' | 'analyze', sql: string): Step {
  return { ...common(`sql/${purpose}`), kind: 'sql', purpose, sql };
}

/** What all steps have. */
export function common(id: string): Pick<Step, 'id' | 'phase' | 'title' | 'reason'> {
  return { id, phase: 'cutover', title: id, reason: 'A test.' };
}

function connection(name: string): Plan['target']['connection'] {
  return { host: 'localhost', port: 5432, database: name, user: name, sslmode: 'prefer', from: [] };
}

function database(name: string, catalog: string): Plan['source']['database'] {
  const identity = { systemIdentifier: '1', oid: 1, name, serverVersion: 180000, schemaVersion: '1', settings: {} };
  return { ...identity, fingerprint: sha256(catalog), catalog };
}
