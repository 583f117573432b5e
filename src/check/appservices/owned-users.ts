/** What Synapse's database says of the users with one appservice_id, and of the sender of that registration if it has none. */
export interface OwnedUsers {
  /** Without that sender. */
  readonly users: number;
  readonly deactivated: number;
  /** Not hidden. */
  readonly devices: number;
  /** Those that have keys for encryption; undefined where the table of keys could not be read. */
  readonly encrypting: number | undefined;
  /** Of these, those that have an access token: from a login. */
  readonly loggedIn: number;
  /** Of these, those whose user belongs to no application service, so that MAS gets the session. */
  readonly carriedOver: number;
  /** Access tokens that are not those of devices with keys. */
  readonly tokens: number;
  /** The newest active user has one of these. */
  readonly newestHasToken: boolean;
  /** A day, of the newest devices.last_seen. */
  readonly lastSeen?: string;
}

export const noUsers: OwnedUsers = {
  users: 0,
  deactivated: 0,
  devices: 0,
  encrypting: 0,
  loggedIn: 0,
  carriedOver: 0,
  tokens: 0,
  newestHasToken: false,
};
