import type { Covered } from './covered.ts';

const mas = (...numbers: readonly number[]): readonly string[] =>
  numbers.map((number) => `element-hq/matrix-authentication-service#${number}`);

/** Databases, the run itself, and how the services find each other. */
export const runningCoverage: readonly Covered[] = [
  {
    what: 'A configuration without its sections, or the wrong file: MAS connects somewhere',
    threads: mas(5212, 1960),
    errors: ['FILE_UNREADABLE', 'CONFIG_MISSING_KEY', 'DATABASE_NOT_MAS'],
    findings: ['mas/secrets-incomplete'],
    property: 'The plan says which files it read, with their sha256, and which database was asked as whom',
  },
  {
    what: 'The database of MAS is not empty, and nobody knows why',
    threads: [...mas(4605), 'spantaleev/matrix-docker-ansible-deploy#3647'],
    findings: ['target/not-empty'],
  },
  {
    what: 'MAS and Synapse share a database',
    threads: [...mas(5494), 'wlphi/ess-docker-compose#1'],
    errors: ['DATABASE_SAME'],
    property: 'Databases are told apart by the identifier of the server and the oid, not by their names',
  },
  {
    what: 'Sockets, peer authentication, deprecated options: no connection, and no word why',
    threads: mas(3742, 4496),
    errors: ['DATABASE_AUTH', 'DATABASE_TLS', 'DATABASE_UNREACHABLE', 'DATABASE_SETTINGS'],
    property: 'Connections know all that libpq knows',
  },
  {
    what: 'SQLite, pending background updates, a schema that nobody tested',
    threads: [
      'element-hq/synapse#18053',
      'element-hq/synapse#18544',
      'matrix-org/synapse#15219',
      'matrix-org/synapse#12299',
    ],
    errors: ['CONFIG_DATABASE', 'DATABASE_NOT_SYNAPSE', 'SQLITE_PORTED'],
    findings: [
      'data/background-updates',
      'data/port-unfinished',
      'data/table-unread',
      'versions/untested-schema',
      'target/column',
    ],
  },
  {
    what: 'Even a check writes',
    threads: mas(5239),
    property: 'check and plan open both databases READ ONLY, which the server enforces',
  },
  {
    what: 'An interrupted run leaves half of the indexes behind',
    threads: mas(3940),
    property: 'One transaction; status says how far it got and names one next command',
  },
  {
    what: 'What is left of an earlier MAS in the database of Synapse',
    threads: ['element-hq/ess-helm#639'],
    findings: ['providers/oauth-delegated'],
  },
  {
    what: 'A harmless warning stops an automated migration',
    threads: ['element-hq/ess-helm#1417', ...mas(4358)],
    findings: [
      'acceptance/unused',
      'acceptance/exceeded',
      'acceptance/expired',
      'acceptance/impossible',
      'decision/unused',
    ],
    property: '--accept takes decisions with a reason, a name and an upper bound',
  },
  {
    what: 'A migration that must run exactly once',
    threads: ['element-hq/ess-helm#1584', 'element-hq/ess-helm#454', 'element-hq/ess-helm#487'],
    property: 'A plan is applied once: the journal in MAS says so, and apply finishes or refuses',
  },
  {
    what: 'The tool is hard to call in containers',
    threads: mas(2912, 4605, 5212),
    property: 'One package for Node.js; the databases can be given apart from the configuration',
  },
  {
    what: 'Nobody tests the whole way',
    threads: mas(4493),
    property: 'A test takes a real Synapse from its first login over plan and apply to verify',
    steps: ['operator/verify', 'operator/mas-doctor'],
  },
  {
    what: 'Logins of existing clients do not reach MAS',
    threads: mas(1941, 1835, 4880, 4555),
    findings: ['mas/compat-resource-missing'],
    steps: ['operator/route-logins'],
  },
  {
    what: 'MAS does not reach Synapse, or something else answers',
    threads: [...mas(4830, 4954, 3735), 'element-hq/synapse#19272'],
    findings: ['mas/matrix-endpoint-port'],
    steps: ['operator/route-logins', 'operator/mas-doctor'],
  },
  {
    what: 'Clients do not find MAS: addresses, issuer, .well-known',
    threads: [...mas(5379, 5163, 2800, 5487), 'element-hq/element-x-ios#3673'],
    findings: [
      'mas/public-base-not-public',
      'mas/issuer-differs',
      'discovery/other-base-url',
      'discovery/no-public-baseurl',
      'discovery/not-json',
    ],
    steps: ['operator/publish-well-known', 'operator/mas-doctor'],
  },
  {
    what: 'A release of Synapse that does not find MAS below a path',
    threads: ['element-hq/synapse#19184'],
    findings: ['versions/known-bad', 'versions/unknown', 'versions/stated-otherwise'],
  },
  {
    what: 'Rules for workers that keep logins from MAS',
    threads: [
      'element-hq/ess-helm#1278',
      'element-hq/ess-helm#1279',
      'element-hq/ess-helm#1456',
      'element-hq/synapse#19752',
    ],
    findings: ['synapse/worker-routes'],
    steps: ['operator/worker-routes'],
  },
  {
    what: 'Clients are logged out minutes after the migration',
    threads: ['element-hq/synapse#18916', 'element-hq/element-web#30834', 'element-hq/element-web#33039', ...mas(4336)],
    steps: ['operator/tell-users'],
  },
  {
    what: 'People want one command that says what is wrong',
    threads: mas(2332, 4902),
    property: 'check says everything at once, before the outage; verify compares afterwards',
    steps: ['operator/mas-config-check', 'operator/mas-doctor'],
  },
];
