import type { SqlContext } from '../../check/data/sql-context.ts';
import type { DataDecision } from '../../check/decisions/data-decision.ts';
import { isAtLeast } from '../../check/versions/known-version.ts';
import { milestones } from '../../check/versions/milestones.ts';
import { unknownVersions, type Versions } from '../../check/versions/versions.ts';
import type { CatalogTable } from '../../inspect/catalog.ts';
import type { DatabaseFacts } from '../../inspect/facts.ts';
import { decidedContext } from './decided-context.ts';

/** What the SQL depends on beside the catalogs. */
export interface ContextChoices {
  readonly seed: string;
  readonly serverName: string;
  /** ISO 8601, whole seconds, UTC. */
  readonly createdAt: string;
  readonly providers: SqlContext['providers'];
  readonly passwordsEnabled: boolean;
  /** auth_provider of those in homeserver.yaml. */
  readonly configuredProviders?: readonly string[];
  /** Those that are followed. */
  readonly decisions?: readonly DataDecision[];
  readonly links?: SqlContext['links'];
  readonly samples: boolean;
  /** server_version_num of the server on which Synapse's rows are read. Default: an old one. */
  readonly serverVersion?: number;
  /** Default: nobody knows them. */
  readonly versions?: Versions;
  /** Default: none of them can be read. */
  readonly optional?: DatabaseFacts['optional'];
}

/** The context of all SQL templates: the choices, and what the catalogs say of both schemas. */
export function buildContext(
  choices: ContextChoices,
  source: readonly CatalogTable[],
  target: readonly CatalogTable[],
): SqlContext {
  const { synapse, mas } = choices.versions ?? unknownVersions;
  const suffix = `:${choices.serverName}`;
  const suffixLength = [...suffix].length;
  const escapedSuffix = suffix.replaceAll(/[\\%_]/g, '\\$&');
  const lastMillis = 2 ** 48 - 1;
  const firstMillis = Date.UTC(2014, 0, 1);
  const nextDayMillis = Date.parse(choices.createdAt) + 24 * 60 * 60 * 1000;
  const deviceId = column(target, 'compat_sessions', 'device_id');
  return {
    seed: choices.seed,
    suffix,
    suffixLength,
    localPattern: `@%${escapedSuffix}`,
    localpartPattern: `@_%${escapedSuffix}`,
    colonPattern: `@%:%${escapedSuffix}`,
    createdMillis: Date.parse(choices.createdAt),
    lastMillis,
    lastSeconds: Math.floor(lastMillis / 1000),
    firstMillis,
    firstSeconds: firstMillis / 1000,
    nextDayMillis,
    nextDaySeconds: nextDayMillis / 1000,
    providers: choices.providers,
    ...decidedContext(choices.providers, choices.decisions ?? []),
    links: choices.links ?? [],
    passwordsEnabled: choices.passwordsEnabled,
    oidcIsOutdated: isOidcOutdated(choices),
    samples: choices.samples,
    hasInputIsValid: (choices.serverVersion ?? 0) >= 160_000,
    hasLocked: column(source, 'users', 'locked') !== undefined,
    hasDeviceKeys: column(source, 'e2e_device_keys_json', 'device_id') !== undefined,
    hasShadowBanned: column(source, 'users', 'shadow_banned') !== undefined,
    hasSuspended: column(source, 'users', 'suspended') !== undefined,
    givesRegistrationTokens: source.some((table) => table.name === 'registration_tokens'),
    hasErasedUsers: choices.optional?.get('erased_users') === 'readable',
    hasBackgroundUpdates: choices.optional?.get('background_updates') === 'readable',
    hasPortTable: choices.optional?.get('port_from_sqlite3') === 'readable',
    deactivatedAt: column(target, 'users', 'deactivated_at') !== undefined,
    primaryEmail: column(target, 'users', 'primary_user_email_id') !== undefined,
    macaroonsKnown: isAtLeast(mas, milestones.masMacaroons.since) === 'yes',
    anyDeviceId:
      isAtLeast(mas, milestones.masDeviceIds.since) === 'yes' &&
      isAtLeast(synapse, milestones.deviceIdApart.since) === 'yes',
    devicelessSessions: deviceId !== undefined && !deviceId.notNull,
    hasUnsupportedThirdPartyIds: target.some((table) => table.name === 'user_unsupported_third_party_ids'),
    hasRegistrationTokens: target.some((table) => table.name === 'user_registration_tokens'),
  };
}

function isOidcOutdated({ configuredProviders = [], providers }: ContextChoices): boolean {
  const known = [...configuredProviders, ...providers.map(({ synapseIdpId }) => synapseIdpId)];
  return configuredProviders.length > 0 && !known.includes('oidc');
}

function column(
  tables: readonly CatalogTable[],
  table: string,
  name: string,
): CatalogTable['columns'][number] | undefined {
  return tables.find((candidate) => candidate.name === table)?.columns.find((candidate) => candidate.name === name);
}
