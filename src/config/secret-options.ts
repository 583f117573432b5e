/**
 * Says whether the option at a path holds a secret of Synapse or MAS. Only the names near the end of the path count,
 * so a part of a path is enough; indexes of lists do not count. Names of files with secrets (`…_path`, `…_file`)
 * are no secrets.
 */
export function isSecretKey(path: readonly (string | number)[]): boolean {
  if (isPublished(path)) return false;
  const names = path.filter((step) => typeof step === 'string').map((name) => name.toLowerCase().replaceAll('-', '_'));
  const name = names.at(-1) ?? '';
  if (notSecret.has(name)) return false;
  if (secretName.test(name)) return true;
  return secretTails.some((tail) =>
    tail.every((part, index) => part === '*' || part === names.at(index - tail.length)),
  );
}

/** Whether everybody can read what stands there anyway. */
export function isPublished(path: readonly (string | number)[]): boolean {
  return path[0] === 'extra_well_known_client_content';
}

/** How many names at the end of a path `isSecretKey` looks at, apart from the first of all. */
export const secretTailLength = 2;

/** Says whether a text is a URI that carries a password, in its authority or in its query, or there a token, a secret or a key. */
export function isUriWithPassword(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\/([^/?#\s]*:[^/?#\s]*@|\S*[?&][\w-]*(password|secret|token|api_?key)=)/i.test(text);
}

/** Options whose names say it. The first line: all of both programs' own; modules and bridges use the same words. */
const secretName =
  /(secret|password|passwd|passphrase|pepper)$|(^|_)(pass|token|credentials?|authorization|private_key|secret_key|signing_key|api_key|apikey|access_key|shared_key)$/;

/** Names that the pattern above catches although they are switches. */
const notSecret = new Set(['registration_requires_token', 'registration_token_required']);

/** Options whose names say it only together with the option around them. `*` stands for any name. */
const secretTails: readonly (readonly string[])[] = [
  ['macaroon_secret_key'],
  ['ssl_key'],
  ['sentry', 'dsn'],
  ['args', 'dsn'],
  // MAS: secrets.encryption, secrets.keys[].key, http.listeners[].tls.key
  ['secrets', 'encryption'],
  ['keys', 'key'],
  ['tls', 'key'],
  // Synapse: oidc_providers[].client_secret_jwt_key.key
  ['client_secret_jwt_key', 'key'],
  // The private members of a JSON Web Key
  ...['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'].map((member) => ['keys', member]),
];
