import type { Logins, LoginWay } from '../../plan/types.gen.ts';

/** How many active users can log in afterwards by a password, by a provider, by both and by nothing. */
export function countLogins(ways: readonly LoginWay[]): Pick<Logins, 'password' | 'provider' | 'both' | 'none'> {
  const count = (password: boolean, provider: boolean): number =>
    ways
      .filter((way) => way.password === password && way.providers.length > 0 === provider)
      .reduce((users, way) => users + way.users, 0);
  return {
    password: count(true, false),
    provider: count(false, true),
    both: count(true, true),
    none: count(false, false),
  };
}
