import type { Secret } from '../../support/secret.ts';

/** What an operator knows of sessions from before the move, and of passwords; what `--token-file` holds. */
export interface KnownTokens {
  readonly sessions: readonly KnownSession[];
  readonly logins: readonly KnownLogin[];
}

/** A session from before. It has one of both tokens at least. */
export interface KnownSession {
  /** `@ada:example.org` */
  readonly user: string;
  /** Absent: a session without a device. */
  readonly device?: string;
  readonly accessToken?: Secret;
  readonly refreshToken?: Secret;
}

/** Somebody who can log in by password. */
export interface KnownLogin {
  readonly user: string;
  readonly password: Secret;
}

/** What a refresh gave in place of what was there. */
export interface NewTokens {
  readonly accessToken: Secret;
  readonly refreshToken: Secret;
}
