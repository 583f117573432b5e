import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { ClientBase } from 'pg';
import { type MakePlanRequest, makePlan } from '../../src/cli/make-plan.ts';
import type { Plan } from '../../src/plan/types.gen.ts';
import { silentLog } from '../../src/support/log.ts';
import { temporaryFolder } from '../cli/example.ts';
import type { DatabasePair, TestDatabase } from './databases.ts';

/** What a plan is made from beside the databases; everything has a default. */
export interface PlannedOptions {
  /** Default: example.org. */
  readonly serverName?: string;
  readonly choices?: Partial<MakePlanRequest['choices']>;
  /** A second file of Synapse, whose top-level options replace those of the first. */
  readonly synapseYaml?: string;
  /** A second file of MAS, merged into the first. */
  readonly masYaml?: string;
  /** The text of the file of `--accept`. */
  readonly accept?: string;
  /** The text of the file of `--links`. */
  readonly links?: string;
  /** Default: 2026-01-31T12:00:00Z. */
  readonly createdAt?: string;
}

/** A plan with what it was made from. */
export interface Planned {
  readonly plan: Plan;
  /** Gives the same plan again. */
  readonly request: MakePlanRequest;
  /** Holds the configuration; gone after the test. */
  readonly directory: string;
}

/** Writes the configuration of two services that use these databases, with nothing in it that would have to be said, and plans. */
export async function planFor(t: TestContext, pair: DatabasePair, options: PlannedOptions = {}): Promise<Planned> {
  const request = planRequestFor(t, pair, options);
  return { plan: await makePlan(request), request, directory: request.cwd };
}

/** The same without planning. */
export function planRequestFor(t: TestContext, pair: DatabasePair, options: PlannedOptions = {}): MakePlanRequest {
  const { serverName = 'example.org', choices, synapseYaml, masYaml, accept, links } = options;
  const cwd = temporaryFolder(t);
  const write = (name: string, text: string | undefined): readonly string[] => {
    if (text !== undefined) writeFileSync(join(cwd, name), text);
    return text === undefined ? [] : [name];
  };
  return {
    synapseConfig: [
      ...write('homeserver.yaml', homeserverYaml(serverName, pair.synapse)),
      ...write('homeserver-more.yaml', synapseYaml),
    ],
    masConfig: [...write('mas.yaml', masConfigYaml(serverName, pair.mas)), ...write('mas-more.yaml', masYaml)],
    ...(accept === undefined ? {} : { accept: write('decisions.yaml', accept)[0] ?? '' }),
    ...(links === undefined ? {} : { links: write('links.csv', links)[0] ?? '' }),
    createdAt: options.createdAt ?? '2026-01-31T12:00:00Z',
    createdBy: 'ada',
    toolVersion: '0.0.0',
    choices: { maxDriftPercent: 10, maxDriftRows: 1000, samples: true, ...choices },
    cwd,
    env: {},
    log: silentLog,
  };
}

/** For `masYaml`: providers of MAS, by their synapse_idp_id, with ids that follow from their place (see `providerId`). */
export function providersYaml(...synapseIdpIds: readonly string[]): string {
  const providers = synapseIdpIds.map((name, index) => ({
    id: providerUlid(index),
    synapse_idp_id: name,
    issuer: `https://${index}.example/`,
    client_id: 'mas',
    token_endpoint_auth_method: 'none',
    scope: 'openid',
  }));
  return JSON.stringify({ upstream_oauth2: { providers } });
}

/** Writes the rows of all providers of the plan, as `mas-cli config sync` would. */
export async function insertProviders(mas: ClientBase, { target }: Plan): Promise<void> {
  for (const { id } of target.providers) {
    await mas.query(
      `INSERT INTO upstream_oauth_providers (upstream_oauth_provider_id, issuer, client_id, scope, token_endpoint_auth_method, created_at)
       VALUES ($1, '', 'mas', 'openid', 'none', now())`,
      [id],
    );
  }
}

/** The upstream_oauth_provider_id of such a provider. */
export function providerId(index: number): string {
  return `00000000-0000-0000-0000-0000000000${(index + 1).toString(16).padStart(2, '0')}`;
}

function providerUlid(index: number): string {
  return `${'0'.repeat(24)}${crockford[(index + 1) >> 5]}${crockford[(index + 1) & 31]}`;
}

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

function homeserverYaml(serverName: string, { host, port, user, password, database }: TestDatabase): string {
  return `server_name: ${JSON.stringify(serverName)}
report_stats: false
public_baseurl: https://matrix.example.org/
password_config:
  enabled: false
database:
  name: psycopg2
  args: { host: ${host}, port: ${port}, user: ${user}, password: ${password}, dbname: ${database} }
`;
}

/** The configuration of a MAS on this database, with nothing in it that would have to be said. */
export function masConfigYaml(serverName: string, { uri }: TestDatabase): string {
  return `http:
  public_base: https://account.example.org/
  listeners:
    - name: web
      resources: [{ name: discovery }, { name: human }, { name: oauth }, { name: compat }, { name: graphql }, { name: assets }]
      binds: [{ address: "127.0.0.1:8080" }]
database: { uri: ${JSON.stringify(uri)} }
matrix: { kind: synapse, homeserver: ${JSON.stringify(serverName)}, endpoint: "http://127.0.0.1:8008/", secret: example }
secrets: { encryption: "0000111122223333444455556666777788889999aaaabbbbccccddddeeeeffff", keys_dir: keys }
passwords: { enabled: true, schemes: [{ version: 1, algorithm: bcrypt, unicode_normalization: true }] }
`;
}
