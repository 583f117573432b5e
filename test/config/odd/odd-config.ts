/** A configuration that Synapse takes although somebody wrote it oddly. DIRECTORY stands for a folder with the files that it names. */
export interface OddConfig {
  readonly name: string;
  /** Files by name, below a folder of their own. */
  readonly files: Readonly<Record<string, string>>;
  /** What is given to Synapse, in this order: files or directories. The files in their order, where it is not said. */
  readonly paths?: readonly string[];
  /** The plan is refused with CONFIG_UNPATCHABLE, which names the place: this has to be written in another way first. */
  readonly isUnpatchable?: true;
}

/** What every Synapse needs. */
export const base = `server_name: example.com
report_stats: false
signing_key_path: DIRECTORY/signing.key
media_store_path: DIRECTORY/media
trusted_key_servers: []
database: {name: psycopg2, args: {user: synapse, password: x, dbname: synapse, host: localhost}}
`;

/** One homeserver.yaml with what is needed first. */
export function odd(name: string, text: string): OddConfig {
  return { name, files: { 'homeserver.yaml': base + text } };
}

/** One that cannot be patched. */
export function unpatchable(name: string, text: string): OddConfig {
  return { ...odd(name, text), isUnpatchable: true };
}

/** Files that the configurations name, by their names in DIRECTORY. */
export const namedFiles: Readonly<Record<string, string>> = {
  'signing.key': 'ed25519 a_test LSTqyd0i8VzqQfRLyYnAEkRyRa9FPpkvZBeoLFQIHGo\n',
  'secret-in-file': 'not secret at all\r\n',
  'templates/en/1.0.html': 'Terms\n',
  'apple.p8': '-----BEGIN PRIVATE KEY-----\nnot a key\n-----END PRIVATE KEY-----\n',
};
