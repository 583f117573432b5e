import { passwordHash } from '../../support/synapse-rows.ts';
import type { RandomAccessToken, RandomSource } from './random-source.ts';

/** What must be in MAS after a migration, told apart by what people would recognise; sorted. */
export interface MigratedRows {
  readonly users: readonly string[];
  readonly passwords: readonly string[];
  readonly emails: readonly string[];
  readonly otherThirdPartyIds: readonly string[];
  readonly links: readonly string[];
  readonly sessions: readonly string[];
  readonly accessTokens: readonly string[];
  readonly refreshTokens: readonly string[];
  readonly registrationTokens: readonly string[];
}

/** What a reviewer decided; by default nothing. */
export interface Decided {
  readonly guests?: boolean;
  /** By auth_provider: the provider whose links these become. */
  readonly aliases?: Readonly<Record<string, string>>;
}

/** The data rules of the design once more, in another language than the one under test. */
export function migratedRows(random: RandomSource, mapped: readonly string[], decided: Decided = {}): MigratedRows {
  const username = (place: number): string | undefined => {
    const user = random.users[place];
    const [, localpart] = /^@(.+):example\.org$/s.exec(user?.id ?? '') ?? [];
    const isExcluded = decided.guests === true && user?.guest === true;
    const isOwned = user?.appservice !== null;
    return !user || user.lost || isOwned || isExcluded || localpart?.includes(':') ? undefined : localpart;
  };
  const providerOf = (name: string): number => mapped.indexOf(decided.aliases?.[name] ?? name);
  const isActive = (place: number): boolean => {
    const user = random.users[place];
    return username(place) !== undefined && user !== undefined && !user.deactivated && !user.guest;
  };
  const isMigrated = (row: { readonly user: number }): boolean => username(row.user) !== undefined;
  const hasDevice = (user: number, id: string | null): boolean =>
    id !== 'guest_device' &&
    random.devices.some((device) => device.user === user && device.id === id && device.hidden !== true);

  const heirs = random.refreshTokens.map((token, place) => {
    const isSuperseded =
      token.next !== null &&
      random.accessTokens.some((access) => access.refresh === token.next && access.used === true);
    return random.accessTokens.findLastIndex(
      (access) =>
        !isSuperseded &&
        access.refresh === place &&
        access.user === token.user &&
        access.device === token.device &&
        !access.puppet,
    );
  });
  const livesOn = (token: RandomAccessToken, place: number): boolean =>
    !token.puppet &&
    isActive(token.user) &&
    (token.device === null || hasDevice(token.user, token.device)) &&
    (token.refresh === null || heirs.includes(place));

  const own = random.users.map((_, place) => place).filter((place) => username(place) !== undefined);
  const accessTokens = random.accessTokens.flatMap((token, place) => (livesOn(token, place) ? [place] : []));
  return {
    users: own.map((place) => username(place) ?? '').sort(),
    passwords: own
      .filter((place) => random.users[place]?.password === passwordHash)
      .map((place) => username(place) ?? '')
      .sort(),
    emails: random.threepids
      .filter((row) => row.medium === 'email' && isMigrated(row))
      .map((row) => row.address)
      .sort(),
    otherThirdPartyIds: random.threepids
      .filter((row) => row.medium !== 'email' && isMigrated(row))
      .map((row) => `${row.medium} ${row.address}`)
      .sort(),
    // Under both names of a provider it is one link.
    links: [
      ...new Set(
        random.externalIds
          .filter((row) => providerOf(row.provider) >= 0 && isMigrated(row))
          .map((row) => `${username(row.user)} ${providerOf(row.provider)} ${row.subject}`),
      ),
    ].sort(),
    sessions: [
      ...random.devices
        .filter((device) => isActive(device.user) && hasDevice(device.user, device.id))
        .map((device) => `${username(device.user)} ${device.id}`),
      ...accessTokens.flatMap((place) => {
        const token = random.accessTokens[place];
        return token?.device === null ? [`${username(token.user)} without a device`] : [];
      }),
    ].sort(),
    accessTokens: accessTokens
      .map((place) => {
        const token = random.accessTokens[place];
        return `access ${place} of ${username(token?.user ?? -1)} ${token?.device ?? 'without a device'}`;
      })
      .sort(),
    refreshTokens: random.refreshTokens
      .flatMap((token, place) =>
        heirs[place] !== -1 && isActive(token.user) && hasDevice(token.user, token.device)
          ? [`refresh ${place} with access ${heirs[place]} of ${username(token.user)} ${token.device}`]
          : [],
      )
      .sort(),
    registrationTokens: [...random.registrationTokens].sort(),
  };
}
