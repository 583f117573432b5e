import { base, type OddConfig, odd, unpatchable } from './odd-config.ts';

const crlf = (text: string): string => text.replaceAll('\n', '\r\n');

/** The same options, written in ways that only YAML knows. */
export const oddYaml: readonly OddConfig[] = [
  odd(
    'anchors, aliases and merges of sections',
    `x-on: &on\n  enabled: true\n  localdb_enabled: yes\npassword_config:\n  <<: *on\n  enabled: yes\n  pepper: "x"\nx-more: {<<: [*on, {a: 1}]}\n`,
  ),
  unpatchable(
    'an option that comes in by a merge at the top',
    'x-base: &base {enable_3pid_changes: true}\n<<: *base\n',
  ),
  odd(
    'an option that comes in by a merge in its section',
    'x-base: &base {enabled: true}\npassword_config: {<<: *base}\n',
  ),
  odd('an alias of what is removed', 'session_lifetime: 2w\nx-copy: &copy 1w\nrefresh_token_lifetime: *copy\n'),
  unpatchable('an anchor in what is removed, used further down', 'session_lifetime: &week 1w\nx-week: *week\n'),
  odd(
    'a list and a mapping that hold themselves',
    'x-list: &list [1, *list]\nx-map: &map\n  self: *map\n  list: [*map]\n',
  ),
  odd(
    'aliases of aliases of aliases',
    `x-0: &a0 [x]\n${Array.from({ length: 40 }, (_, n) => `x-${n + 1}: &a${n + 1} [*a${n}, *a${n}]`).join('\n')}\nenable_3pid_changes: true\n`,
  ),
  odd(
    'keys twice and three times, the last one counts',
    'enable_3pid_changes: true\nsession_lifetime: 1w\nenable_3pid_changes: false\npassword_config: {enabled: false}\npassword_config:\n  enabled: true\n  enabled: false\n  enabled: true\nenable_3pid_changes: yes\n',
  ),
  odd(
    'a section twice, the refused one hidden',
    'login_via_existing_session: {enabled: true}\nlogin_via_existing_session: {enabled: false}\n',
  ),
  odd(
    'explicit keys',
    '? enable_3pid_changes\n: true\n? "session_lifetime"\n:\n  1w\n? x-list\n: - a\n  - b\n? x-null\n',
  ),
  odd(
    'keys that are no strings',
    '1: one\n1.5: half\n~: nothing\nyes: on\n2020-01-02: date\n0x10: sixteen\n"": empty\n=: equals\n<: less\n? !!binary aGVsbG8=\n: binary\n',
  ),
  odd(
    'keys of objects in other languages',
    '__proto__: {enabled: true}\nconstructor: 1\ntoString: 2\nhasOwnProperty: {a: b}\npassword_config: {__proto__: {enabled: true}, enabled: true}\n',
  ),
  odd(
    'keys with spaces before the colon and quotes',
    'enable_3pid_changes   : true\n"session_lifetime" :    1w\n\'refresh_token_lifetime\'  :\n   1d\n"enable\\x5fset_displayname": no\n',
  ),
  odd(
    'a non-ASCII key and value, beyond 16 bits too',
    'x-schlüssel: "Übergröße 😀"\nx-日本語: はい\nadmin_contact: "mailto:jörg@example.com"\nenable_3pid_changes: true # für später 😀\n',
  ),
  {
    name: 'JSON on one line',
    files: {
      'homeserver.yaml': JSON.stringify({
        server_name: 'example.com',
        report_stats: false,
        signing_key_path: 'DIRECTORY/signing.key',
        media_store_path: 'DIRECTORY/media',
        trusted_key_servers: [],
        database: { name: 'psycopg2', args: { user: 'a' } },
        enable_3pid_changes: true,
        password_config: { enabled: true },
      }),
    },
  },
  {
    name: 'JSON over lines',
    files: {
      'homeserver.yaml': `${JSON.stringify({ server_name: 'example.com', report_stats: false, signing_key_path: 'DIRECTORY/signing.key', media_store_path: 'DIRECTORY/media', trusted_key_servers: [], database: { name: 'psycopg2', args: { user: 'a' } }, session_lifetime: '1w', oidc_providers: [] }, null, 4)}\n`,
    },
  },
  {
    name: 'flow style with comments and a last comma',
    files: {
      'homeserver.yaml':
        '{ # all of it\n  server_name: example.com, report_stats: no,\n  signing_key_path: DIRECTORY/signing.key, "media_store_path": DIRECTORY/media,\n  trusted_key_servers: [],\n  database: {name: psycopg2, args: {user: a,},},\n  enable_3pid_changes: yes, # for now\n  session_lifetime: 1w,\n}\n',
    },
  },
  {
    name: 'directives, comments and both document marks',
    files: {
      'homeserver.yaml': `%YAML 1.1\n%TAG !e! tag:yaml.org,2002:\n# first\n--- # document\n${base}session_lifetime: !e!str 1w\n... # end\n# after\n`,
    },
  },
  {
    name: 'only LF without an end, and spaces behind everything',
    files: { 'homeserver.yaml': `${base.replaceAll('\n', '   \n')}enable_3pid_changes: true   ` },
  },
  {
    name: 'CR alone',
    files: {
      'homeserver.yaml': `${base}enable_3pid_changes: true\npassword_config:\n  enabled: true\n`.replaceAll('\n', '\r'),
    },
  },
  {
    name: 'a byte order mark, CRLF and no line end at the end',
    files: { 'homeserver.yaml': `\ufeff${crlf(`${base}# one\nenable_3pid_changes: true\nsession_lifetime: 1w`)}` },
  },
  {
    name: 'mixed line ends',
    files: {
      'homeserver.yaml': `${base}enable_3pid_changes: true\r\npassword_config:\r\n  enabled: true\n  pepper: x\rsession_lifetime: 1d\n`,
    },
  },
  {
    name: 'NEL as a line end',
    files: { 'homeserver.yaml': `${base}enable_3pid_changes: true\u0085session_lifetime: 1w\n` },
  },
  odd(
    'literals and folded texts',
    'x-literal: |\n  enable_registration: true\n   # no comment\n\n  end\nx-folded: >-\n  session_lifetime: 1w\n  more\nx-keep: |+\n  text\n\n\nx-indented: |2\n    two more\nenable_3pid_changes: true\nx-last: |\n  no line end',
  ),
  odd(
    'quotes over lines, not indented',
    "x-double: \"one\n\ntwo \\\n   three\"\nenable_3pid_changes: true\nx-single: 'it''s\nfine'\n",
  ),
  odd(
    'quotes over lines, less than their section',
    'x-section:\n    text: "one\n two\nthree"\n    more: 1\nenable_3pid_changes: true\npassword_config:\n  enabled: true\n',
  ),
  odd(
    'brackets over lines, not indented',
    'auto_join_rooms: [\n"#a:example.com",\n# comment\n"#b:example.com"\n]\nx-section:\n    deep: {\n a: 1,\nb: [\n2\n]\n}\nenable_3pid_changes: true\nlogin_via_existing_session:\n  enabled: true\n',
  ),
  odd(
    'a section to change with brackets that are not indented',
    'login_via_existing_session: {\nenabled: true,\n"require_ui_auth": true\n}\n',
  ),
  odd(
    'plain texts over lines',
    'x-plain: one\n  two\n\n  three # comment\nx-list:\n- one\n  two\n-\n  three\nsession_lifetime:\n  1w\n',
  ),
  odd(
    'lists at the column of their key, and lists of lists',
    'auto_join_rooms:\n- "#a:example.com"\n- "#b:example.com"\nx-lists:\n- - a\n  - b\n- - - c\n- []\n-\n- {}\nenable_3pid_changes: true\n',
  ),
  odd(
    'tabs where PyYAML takes them',
    'x-quoted: "a\tb"\n#\ta comment\nx-block: |\n  a\tb\n  \tc\nenable_3pid_changes: true #\tyes\n',
  ),
  odd(
    'tags',
    'enable_3pid_changes: !!bool "yes"\nsession_lifetime: !!str 1w\nx-float: !!float 1\nx-int: !!int "0x10"\nx-null: !!null ""\nx-map: !!map {a: 1}\nx-seq: !!seq [a]\nx-set: !!set {a, b}\nx-omap: !!omap [a: 1, b: 2]\nx-pairs: !!pairs [a: 1, a: 2]\nx-binary: !!binary |\n  aGVsbG8=\nx-time: !!timestamp 2020-01-02\nx-plain: ! 12\npassword_config: !!map\n  enabled: true\n',
  ),
  odd(
    'dates, times and binary data',
    'x-date: 2020-01-02\nx-time: 2020-01-02T03:04:05Z\nx-local: 2020-01-02 03:04:05.123456\nx-zone: 2020-1-2 3:04:05 +2\nx-binary: !!binary aGk=\nx-list: [2001-02-03, !!binary ""]\n',
  ),
  odd(
    'numbers of every base',
    'bcrypt_rounds: 014\nsoft_file_limit: 1_000\nevent_cache_size: 0x2_000\nx-binary: 0b1010\nx-sexagesimal: 190:20:30\nx-port: 22:22\nx-huge: 123456789012345678901234567890\nx-none: 09\nx-word: 0o17\nrc_message: {per_second: .5, burst_count: 0b1010}\nrc_admin_redaction: {per_second: 1e3, burst_count: +50}\n'.replace(
      '1e3',
      '1.0e+3',
    ),
  ),
  odd(
    'floats',
    'x-inf: .inf\nx-minus: -.INF\nx-nan: .NaN\nx-text: 1e3\nx-float: 1.\nx-score: 1_0.5\nx-exponent: 1.5E-3\nx-sexagesimal: 1:30.5\nrc_message: {per_second: .inf, burst_count: 10}\n',
  ),
  odd(
    'words that are booleans and words that are not',
    'enable_3pid_changes: Yes\nallow_guest_access: off\nallow_public_rooms_over_federation: ON\nx-y: y\nx-n: n\nx-yes: yEs\nx-text: "yes"\nenable_set_displayname: No\npassword_config: {enabled: On}\n',
  ),
  odd(
    'texts that are true',
    'enable_3pid_changes: "false"\npassword_config: {enabled: "no"}\nlogin_via_existing_session: {enabled: "0"}\nallow_guest_access: "off"\n',
  ),
  odd(
    'numbers that are true or false',
    'enable_3pid_changes: 1\npassword_config: {enabled: 0.5}\nlogin_via_existing_session: {enabled: 0}\nenable_registration_captcha: 0.0\nallow_guest_access: 0\n',
  ),
  odd(
    'lists and sections that are true',
    'enable_3pid_changes: [no]\npassword_config: {enabled: {a: b}}\nlogin_via_existing_session: {enabled: [1]}\n',
  ),
  odd(
    'comments with keys, and nothing but comments in a section',
    '#enable_registration: true\n# password_config:\n#   enabled: true\nx-section:\n  # nothing\nenable_3pid_changes: true # enable_registration: true\n#session_lifetime: 1w',
  ),
  odd(
    'a comment in the middle of a section that goes',
    'oidc_providers:\n  # none today\n\n  []\n# after\ncas_config:\n  # not in use\n  enabled: false\n\nenable_3pid_changes: true\n',
  ),
  odd(
    'a very long line and a very long file',
    `x-long: "${'x'.repeat(20_000)}"\n${Array.from({ length: 3_000 }, (_, n) => `x-${n}: [${n}, {a: "${n}"}]`).join('\n')}\nenable_3pid_changes: true\n`,
  ),
  odd(
    'deep nesting',
    `x-flow: ${'['.repeat(90)}${']'.repeat(90)}\nx-block:\n${Array.from({ length: 60 }, (_, n) => `${' '.repeat(n + 1)}k:`).join('\n')}\nenable_3pid_changes: true\n`,
  ),
];
