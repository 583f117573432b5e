/** A file that `app_service_config_files` could name. */
export interface OddRegistration {
  readonly name: string;
  readonly yaml: string;
  /** Whether Synapse starts with it. */
  readonly isTaken: boolean;
}

const sound = `id: irc
url: http://127.0.0.1:9999
as_token: as_secret_example_only
hs_token: hs_secret_example_only
sender_localpart: irc_bot
namespaces: { users: [{ exclusive: true, regex: "@irc_.*" }] }
`;

/** The sound one, with lines replaced or left out by the key that they begin with, and lines added. */
function registration(change: Readonly<Record<string, string | undefined>>, more = ''): string {
  const lines = sound.split('\n').flatMap((line) => {
    const key = line.split(':')[0] ?? '';
    if (!(key in change)) return [line];
    const value = change[key];
    return value === undefined ? [] : [`${key}: ${value}`];
  });
  return lines.join('\n') + more;
}

const taken = (name: string, yaml: string): OddRegistration => ({ name, yaml, isTaken: true });
const refused = (name: string, yaml: string): OddRegistration => ({ name, yaml, isTaken: false });

/** Every form of a registration on which Synapse and this program could differ. */
export const oddRegistrations: readonly OddRegistration[] = [
  taken('as bridges write it', sound),
  taken('a byte order mark', `\uFEFF${sound}`),
  taken('Windows line ends', sound.replaceAll('\n', '\r\n')),
  taken(
    'JSON',
    JSON.stringify({ id: 'a', url: null, as_token: 'a', hs_token: 'b', sender_localpart: 'c', namespaces: {} }),
  ),
  taken('no url on purpose', registration({ url: 'null' })),
  taken('no namespaces of users', registration({ namespaces: '{}' })),
  taken('empty lists', registration({ namespaces: '{ users: [], rooms: [], aliases: [] }' })),
  taken('an unknown kind of namespace', registration({ namespaces: '{ groups: 1 }' })),
  taken('an empty sender', registration({ sender_localpart: '""' })),
  taken('a sender with a slash', registration({ sender_localpart: 'a/b' })),
  taken('protocols', registration({}, 'protocols: [irc]\n')),
  taken('no protocols', registration({}, 'protocols: {}\n')),
  taken('protocols that are false', registration({}, 'protocols: no\n')),
  taken('rate_limited of another type', registration({}, 'rate_limited: sometimes\n')),
  taken('the flag', registration({}, 'io.element.msc4190: true\n')),
  taken('the flag of another name', registration({}, 'org.matrix.msc4190: "of any type"\n')),
  taken('a key that comes twice', registration({}, 'id: other\n')),
  taken('an anchor', registration({ namespaces: '{ users: &a [{ exclusive: no, regex: "" }], rooms: *a }' })),
  taken('a regex with flags', registration({ namespaces: '{ users: [{ exclusive: false, regex: "(?i)@irc_.*" }] }' })),
  taken(
    'a merge',
    `defaults: &d { exclusive: true, regex: "@a" }\n${registration({ namespaces: '{ users: [{ <<: *d }] }' })}`,
  ),

  refused('nothing', ''),
  refused('a comment', '# nothing\n'),
  refused('a list', '- id: irc\n'),
  refused('a word', 'irc\n'),
  refused('no YAML', 'id: [irc\n'),
  refused('a tag of Python', registration({ id: '!!python/object:os.system {}' })),
  ...['id', 'as_token', 'hs_token', 'sender_localpart'].flatMap((key) => [
    refused(`no ${key}`, registration({ [key]: undefined })),
    refused(`${key} that is null`, registration({ [key]: 'null' })),
    refused(`${key} that is a number`, registration({ [key]: '1234' })),
  ]),
  refused('no url', registration({ url: undefined })),
  refused('a url that is false', registration({ url: 'false' })),
  refused('a sender with an at sign', registration({ sender_localpart: '"@bot"' })),
  refused('a sender beyond ASCII', registration({ sender_localpart: 'bøt' })),
  refused('an id with a bar', registration({ id: 'a|b' })),
  refused('no namespaces', registration({ namespaces: undefined })),
  refused('namespaces that are null', registration({ namespaces: 'null' })),
  refused('namespaces that are a list', registration({ namespaces: '[]' })),
  refused('users that are null', registration({ namespaces: '{ users: null }' })),
  refused('users that are a mapping', registration({ namespaces: '{ users: { regex: "a", exclusive: true } }' })),
  refused('users that are an empty mapping', registration({ namespaces: '{ users: {} }' })),
  refused('users that are a text', registration({ namespaces: '{ users: "" }' })),
  refused('a namespace that is a text', registration({ namespaces: '{ users: ["@irc_.*"] }' })),
  refused('no regex', registration({ namespaces: '{ users: [{ exclusive: true }] }' })),
  refused('a regex that is a number', registration({ namespaces: '{ users: [{ exclusive: true, regex: 1 }] }' })),
  refused('no exclusive', registration({ namespaces: '{ rooms: [{ regex: "!a" }] }' })),
  refused('exclusive that is a text', registration({ namespaces: '{ aliases: [{ regex: "#a", exclusive: "yes" }] }' })),
  refused(
    'a regex that is none',
    registration({ namespaces: '{ aliases: [{ regex: "#irc_(.*", exclusive: true }] }' }),
  ),
  refused('a regex of file names', registration({ namespaces: '{ users: [{ regex: "*_irc", exclusive: true }] }' })),
  refused('protocols that are a text', registration({}, 'protocols: irc\n')),
  refused('protocols that are numbers', registration({}, 'protocols: [1]\n')),
  refused('the flag as a text', registration({}, 'io.element.msc4190: "true"\n')),
  refused('the flag as null', registration({}, 'io.element.msc4190:\n')),
  refused('the flag of transactions as a number', registration({}, 'org.matrix.msc3202: 1\n')),
];
