/* Generated from plan-schema/plan.schema.json by 'npm run types'. Do not edit. */

export type Digest = string;
export type AbsolutePath = string;
export type Count = number;
export type DatabaseName = "synapse" | "mas";
/**
 * UTC. Of the newest devices.last_seen; a user without devices has none.
 */
export type Day = string;
export type Step = OperatorStep | AssertStep | SqlStep | CopyStep | SecretStep | FileStep;
export type StepId = string;
export type Phase = "prepare" | "cutover" | "finish";
export type Undo =
  | {
      id: StepId;
      kind: "operator";
      title: string;
      only: DiscardOnly;
      /**
       * What a person does before, with commands.
       */
      instructions: string;
    }
  | UndoCount
  | {
      id: StepId;
      /**
       * assert: one SELECT of (fact, planned, found), no row when all is well. sql: TRUNCATE of the tables that were written; DELETE of what a running MAS left elsewhere.
       */
      kind: "assert" | "sql";
      title: string;
      /**
       * Of kind sql. Absent: mas.
       */
      database?: "synapse" | "mas";
      only?: DiscardOnly;
      sql: string;
    }
  | {
      id: StepId;
      kind: "restore-file";
      title: string;
      path: AbsolutePath;
      /**
       * Absent when the way back is to remove the file.
       */
      backup?: string;
      /**
       * What the file must be afterwards.
       */
      before?: string;
    };
/**
 * It runs only with rollback --discard-mas-changes, beyond the point of no return.
 */
export type DiscardOnly = "discard-mas-changes";
export type Loss = string;

/**
 * One migration of a homeserver's accounts from Synapse to matrix-authentication-service: what was reviewed is what runs, byte for byte.
 */
export interface Plan {
  /**
   * major.minor. A reader refuses another major and a newer minor: a field that it does not know could change what the plan means.
   */
  formatVersion: string;
  tool: {
    name: "syn2mas-plan";
    version: string;
    templatesDigest: Digest;
  };
  /**
   * The only place for clock, host and user. 'at' is also the time that rows without a time of their own get.
   */
  created: {
    at: string;
    by: string;
  };
  /**
   * True when a finding of severity error is not accepted: the plan may be shown, never applied.
   */
  errored: boolean;
  /**
   * Goes into every generated id.
   */
  seed: string;
  choices: {
    maxDriftPercent: number;
    maxDriftRows: number;
    samples: boolean;
    wellKnown?: string;
    secretFile?: string;
    synapseSecretPath?: string;
    /**
     * As stated; absent: what the database gives.
     */
    synapseVersion?: string;
    proxy?: "nginx" | "caddy" | "traefik" | "haproxy" | "apache";
  };
  source: Source;
  target: Target;
  summary: Summary;
  findings: Finding[];
  /**
   * What happens to each option of homeserver.yaml that MAS has to do with. Options that are not here stay and mean what they meant.
   */
  options?: PlanOption[];
  /**
   * What somebody decided about rows of Synapse (--accept), and what that does to 'accounting'.
   */
  decisions?: Decision[];
  links?: LinksFile;
  accounting: Accounting[];
  logins: Logins;
  appservices?: Appservices;
  live: Live;
  /**
   * What the states of users become. The first five divide all users; the others come on top of one of them.
   */
  lifecycle?: Lifecycle[];
  steps: Step[];
  undo: Undo[];
  verification: Verification[];
  assumptions: string[];
}
export interface Source {
  serverName: string;
  configFiles: ConfigFile[];
  connection: Connection | SqliteFile;
  database: Database;
}
export interface ConfigFile {
  path: AbsolutePath;
  sha256: Digest;
}
/**
 * Which server was asked, as whom, and where each of these came from. Never a password.
 */
export interface Connection {
  host: string;
  port: number;
  database: string;
  user: string;
  sslmode: string;
  /**
   * For example '/etc/matrix-synapse/homeserver.yaml:31 database.args', '--synapse-database-uri', 'PGHOST'.
   */
  from: string[];
}
/**
 * The file of a Synapse on SQLite. Its rows are read through temporary tables of a session on the server of MAS.
 */
export interface SqliteFile {
  engine: "sqlite3";
  /**
   * Where this program reads it.
   */
  path: string;
  /**
   * For example '/etc/matrix-synapse/homeserver.yaml:31 database.args.database', '--synapse-database-uri'.
   */
  from: string[];
}
export interface Database {
  /**
   * A Synapse on SQLite; absent: PostgreSQL.
   */
  engine?: "sqlite3";
  /**
   * SQLite: made of the first user and when they were made, which stay when the file is copied or moved.
   */
  systemIdentifier: string;
  /**
   * SQLite: 0
   */
  oid: number;
  /**
   * SQLite: the path of the file
   */
  name: string;
  /**
   * server_version_num. SQLite: the number of the version that read it, for example 3053004.
   */
  serverVersion: number;
  /**
   * Synapse: schema_version.version. MAS: the newest version in _sqlx_migrations.
   */
  schemaVersion: string;
  /**
   * What apply and verify set in their own transactions, by what the server has.
   */
  settings: {
    work_mem?: string;
    max_parallel_workers_per_gather?: string;
    maintenance_work_mem?: string;
  };
  /**
   * sha256 of 'catalog'
   */
  fingerprint: string;
  /**
   * One line for each column, constraint and index that the plan relies on, sorted.
   */
  catalog: string;
}
export interface Target {
  configFiles: ConfigFile[];
  connection: Connection;
  database: Database;
  /**
   * Tables of MAS that hold no row before apply: those that are written and those that refer to them.
   */
  mustBeEmpty: string[];
  providers: Provider[];
}
export interface Provider {
  /**
   * auth_provider in Synapse's user_external_ids
   */
  synapseIdpId: string;
  /**
   * upstream_oauth_provider_id, a UUID
   */
  id: string;
  name?: string;
  users: Count;
}
export interface Summary {
  estimate?: Estimate;
  rowsMigrated: Count;
  rowsSkipped: Count;
  tables: {
    table: string;
    rows: Count;
  }[];
  findings: {
    error: Count;
    warning: Count;
    /**
     * Those with that outcome, whatever their severity.
     */
    unevaluated: number;
    info: Count;
    accepted: Count;
  };
  /**
   * Every file that apply writes.
   */
  files: string[];
  pointOfNoReturn: string;
}
/**
 * How long apply takes by what a rehearsal measured (--rehearsal), for as many rows as this plan has. Absent where nobody gave one.
 */
export interface Estimate {
  durationMs: Count;
  measured: {
    /**
     * Of the bytes of its receipt.
     */
    receipt: string;
    /**
     * Of the plan that was rehearsed: this one, made anew, or another.
     */
    planId: string;
    at: string;
    /**
     * Who rehearsed, and on which machine.
     */
    by: string;
    databases: {
      database: DatabaseName;
      name: string;
      /**
       * server_version_num
       */
      serverVersion: number;
      /**
       * It was a copy of the one that was planned for.
       */
      copy: boolean;
    }[];
  };
  parts: {
    /**
     * Its id; 'checks' is everything before the first and between them.
     */
    step: string;
    /**
     * Of this plan.
     */
    rows?: number;
    durationMs: Count;
  }[];
}
export interface Finding {
  id: string;
  severity: "error" | "warning" | "info";
  /**
   * The rule could not be evaluated: 'what' says what could not be looked at and why. Absent: it was found. Never together with 'error'.
   */
  outcome?: "unevaluated";
  /**
   * One sentence with the facts of this case.
   */
  what: string;
  where: Place[];
  /**
   * Rows or keys that it covers.
   */
  count?: number;
  /**
   * User ids, sorted, at most five.
   */
  samples?: string[];
  why: string;
  remedy: string;
  acceptance?: Acceptance;
}
export interface Place {
  file?: string;
  line?: number;
  column?: number;
  /**
   * For example 'password_config.enabled'.
   */
  key?: string;
  database?: DatabaseName;
  table?: string;
}
export interface Acceptance {
  by: string;
  reason: string;
  upTo: Count;
  /**
   * Only findings that say this were accepted.
   */
  scope?: string;
  /**
   * The last day of the decision.
   */
  expires?: string;
  /**
   * Of a finding that a decision about rows settles: which, as 'drop-links oidc-old'.
   */
  decision?: string;
}
export interface PlanOption {
  /**
   * For example 'password_config.enabled'.
   */
  key: string;
  /**
   * removed: it leaves homeserver.yaml. moved: it does, and 'to' of MAS decides from then on. set: it becomes 'to'. left: it stays.
   */
  action: "removed" | "set" | "moved" | "left";
  /**
   * The value where it is set, else the option of MAS that decides from then on.
   */
  to?: string;
  reason: string;
  /**
   * Every place that sets it; none where the plan adds it.
   */
  where: Place[];
}
export interface Decision {
  /**
   * For example 'map-links oidc to oidc-keycloak'.
   */
  decision: string;
  by: string;
  reason: string;
  /**
   * The most rows that it may cover; asserted again by apply.
   */
  upTo: number;
  /**
   * The last day of the decision.
   */
  expires?: string;
  /**
   * Rows that it covers.
   */
  rows: number;
  /**
   * The ids of what it settles.
   */
  findings: string[];
  /**
   * Every line of the accounting that would be another without it.
   */
  effects: DecisionEffect[];
}
export interface DecisionEffect {
  /**
   * As in 'accounting'.
   */
  entity: string;
  /**
   * migrated:TABLE or skipped:REASON.
   */
  outcome: string;
  /**
   * Rows without the decision.
   */
  before: number;
  /**
   * Rows with it.
   */
  after: number;
}
/**
 * The file of --links, whose links stand in the SELECT of upstream_oauth_links because somebody decided so.
 */
export interface LinksFile {
  path: AbsolutePath;
  sha256: Digest;
  /**
   * How many it holds; 'accounting' says what becomes of them.
   */
  links: number;
}
export interface Accounting {
  /**
   * The source table, or a named part of it.
   */
  entity: string;
  rows: Count;
  migrated: {
    table: string;
    rows: Count;
  }[];
  skipped: {
    reason: string;
    rows: Count;
    meaning: string;
  }[];
  /**
   * Run on Synapse's database it gives (outcome, rows); an outcome is 'total', 'migrated:TABLE' or 'skipped:REASON'.
   */
  sql: string;
}
/**
 * Active users by way of login after the migration.
 */
export interface Logins {
  password: Count;
  provider: Count;
  both: Count;
  none: Count;
  providers: Provider[];
  /**
   * The same users by all that each can log in by, most users first. Their sum is that of the four counts.
   */
  ways?: LoginWay[];
  without?: WithoutLogin;
  /**
   * Ways of Synapse that MAS does not have.
   */
  lost?: LostLogin[];
  unmapped?: UnmappedProvider[];
  unlinked?: UnlinkedUsers[];
  admins?: Admins;
}
export interface LoginWay {
  password: boolean;
  /**
   * synapse_idp_id of each, sorted
   */
  providers: string[];
  users: Count;
}
/**
 * The users of 'none' by what Synapse's database still says of them; each is counted once, in this order.
 */
export interface WithoutLogin {
  /**
   * They have a password, and MAS has passwords disabled.
   */
  passwordsOff: number;
  /**
   * They are linked to providers that MAS does not have.
   */
  providerNotInMas: number;
  /**
   * Neither password nor link: they log in by JWT or a module, or not at all.
   */
  noTrace: number;
  samples?: SeenUser[];
}
export interface SeenUser {
  user: string;
  lastSeen?: Day;
}
export interface LostLogin {
  /**
   * SAML, CAS, JWT, or the class of a module
   */
  way: string;
  users: Count;
  /**
   * Those among them who can log in by nothing else.
   */
  none: number;
  /**
   * Synapse does not write down who logs in so: no more than these.
   */
  atMost: boolean;
}
export interface UnmappedProvider {
  /**
   * auth_provider in Synapse's user_external_ids, for which MAS has no synapse_idp_id
   */
  authProvider: string;
  /**
   * homeserver.yaml still has it. False: it is retired.
   */
  configured: boolean;
  /**
   * Active users with a link to it.
   */
  users: number;
  /**
   * Those among them who are left with nothing.
   */
  none: number;
  /**
   * Of those who are left with nothing.
   */
  samples?: string[];
}
/**
 * Active users without a link to this provider: what happens when one of them logs in by it for the first time and it gives the localpart that the user has.
 */
export interface UnlinkedUsers {
  synapseIdpId: string;
  /**
   * Active users with a link to it.
   */
  linked: number;
  unlinked: Count;
  /**
   * claims_imports.localpart.action of MAS
   */
  action: string;
  /**
   * claims_imports.localpart.on_conflict of MAS
   */
  onConflict: string;
  /**
   * refused: an error page; linked: to the account that has the name; other-name: MAS asks for another name and makes a second account.
   */
  outcome: "refused" | "linked" | "other-name" | "unknown";
}
export interface Admins {
  /**
   * users.admin of Synapse
   */
  users: number;
  /**
   * users.can_request_admin of MAS
   */
  canRequestAdmin: number;
  /**
   * Those among them who are active, not locked, and have a way to log in.
   */
  canLogIn: number;
  listed?: Admin[];
}
export interface Admin {
  user: string;
  /**
   * active, locked-user, or why the sessions of this user are not carried over, as in 'accounting'.
   */
  state: string;
  canRequestAdmin: boolean;
  password: boolean;
  providers: string[];
  lastSeen?: Day;
}
/**
 * Bridges and bots: what becomes of each registered application service, and the users of those that are not.
 */
export interface Appservices {
  /**
   * In the order of app_service_config_files.
   */
  services: Appservice[];
  /**
   * users.appservice_id that no registration has that could be read, most users first.
   */
  unregistered: UnregisteredAppservice[];
  /**
   * Users without owner, password and provider who match no registration and are called like users of a bridge.
   */
  lookalikes: Lookalikes[];
}
export interface Appservice {
  /**
   * As app_service_config_files has it.
   */
  file: string;
  /**
   * Where it was read.
   */
  path?: string;
  id?: string;
  /**
   * The bridge that it seems to be, by its names.
   */
  kind?: string;
  /**
   * The user id of sender_localpart.
   */
  sender?: string;
  senderExists?: boolean;
  /**
   * Those with its id as appservice_id. They stay with Synapse.
   */
  users: number;
  /**
   * Of these users.
   */
  deactivated: number;
  /**
   * Of its users and its sender, without hidden ones.
   */
  devices: number;
  /**
   * Devices that have keys for encryption; absent where e2e_device_keys_json could not be read.
   */
  encrypting?: number;
  /**
   * Those among them that have an access token from a login.
   */
  loggedIn?: number;
  /**
   * Access tokens of its users beside these.
   */
  tokens?: number;
  lastSeen?: Day;
  /**
   * io.element.msc4190 of the registration; unknown where it could not be read.
   */
  msc4190: "on" | "off" | "unknown";
  /**
   * Whether it breaks with the move: at once, once its device is reset, not, or nobody can tell from here.
   */
  verdict: "at-once" | "at-device-reset" | "not" | "unknown";
  why: string;
  /**
   * What to do, in order; nothing where nothing breaks.
   */
  change: string[];
}
export interface UnregisteredAppservice {
  id: string;
  users: Count;
  samples?: string[];
}
export interface Lookalikes {
  /**
   * What their localparts have in common.
   */
  shape: string;
  users: Count;
  samples?: string[];
}
/**
 * Where both services can be asked once they run, by their configuration as the plan leaves it: what 'verify --live' and the guards of the cutover go by. No URL here holds a password.
 */
export interface Live {
  synapse: {
    /**
     * Where clients find Synapse: public_baseurl, else https://<server_name>/ as Synapse takes it.
     */
    publicBaseurl: string;
    /**
     * Where MAS reaches Synapse: matrix.endpoint.
     */
    endpoint: string;
    /**
     * Of the main process, those that speak HTTP.
     */
    listeners: Listener[];
  };
  mas: {
    /**
     * http.public_base
     */
    publicBase: string;
    /**
     * http.issuer, else http.public_base
     */
    issuer: string;
    /**
     * Where Synapse reaches MAS: matrix_authentication_service.endpoint. Absent where what stands there is no URL.
     */
    endpoint?: string;
    listeners: Listener[];
    /**
     * Where the secret stands by which MAS proves to Synapse who it is; never the value. Absent where MAS has it from its environment, or none.
     */
    sharedSecret?: {
      file: AbsolutePath;
      /**
       * The option that holds it. Absent: the file holds nothing else.
       */
      key?: string;
    };
  };
}
export interface Listener {
  addresses: {
    /**
     * As configured: '::', '0.0.0.0' and '' are all addresses.
     */
    host: string;
    port: number;
  }[];
  /**
   * Paths of Unix sockets.
   */
  sockets: string[];
  tls: boolean;
  /**
   * MAS: it wants the PROXY protocol.
   */
  proxyProtocol?: true;
  /**
   * MAS: below which it answers, with a slash at both ends; absent: /
   */
  prefix?: string;
  resources: string[];
}
export interface Lifecycle {
  state: "active" | "locked" | "deactivated" | "guest" | "appservice" | "erased" | "shadow-banned" | "suspended";
  users: Count;
  /**
   * Those of them that MAS gets.
   */
  migrated: number;
  becomes: string;
}
export interface OperatorStep {
  id: StepId;
  phase: Phase;
  kind: "operator";
  title: string;
  reason: string;
  /**
   * What a person does, with commands to copy. Never run by the tool.
   */
  instructions: string;
  /**
   * What shows that it was done: an assert step; or apply/synapse-stopped and apply/mas-stopped (before the cutover), apply/synapse-answers and apply/mas-answers (before the phase finish), which apply sees to itself. Without one, whoever approves the plan answers for the step.
   */
  guard?: string;
  /**
   * Who does it.
   */
  who?: string;
  /**
   * What it looks like when it went well.
   */
  expect?: string;
  /**
   * What to do when it went wrong.
   */
  otherwise?: string;
  /**
   * The step is a command of this program: verify, or apply --phase finish.
   */
  runs?: "verify" | "finish";
  /**
   * With this step the way back begins to lose something.
   */
  pointOfNoReturn?: true;
}
export interface AssertStep {
  id: StepId;
  phase: Phase;
  kind: "assert";
  title: string;
  reason: string;
  database: DatabaseName;
  /**
   * One SELECT that gives (fact, planned, found) for everything that is not as planned, so no row when all is well.
   */
  sql: string;
  /**
   * Of database synapse: outcomes of the accounting, one of which each row that it could find has. It is asked once the accounting is counted again, in the same snapshot and before the commit, and only where one of them has rows. Absent: asked before anything is written.
   */
  countedAs?: string[];
  remedy: string;
}
export interface SqlStep {
  id: StepId;
  phase: Phase;
  kind: "sql";
  title: string;
  reason: string;
  /**
   * lock: LOCK TABLE, with how long it waits. clear: drop constraints and indexes, truncate. restore: create them again. analyze: ANALYZE.
   */
  purpose: "lock" | "clear" | "restore" | "analyze";
  /**
   * Statements for MAS's database, inside the transaction.
   */
  sql: string;
}
export interface CopyStep {
  id: StepId;
  phase: Phase;
  kind: "copy";
  title: string;
  reason: string;
  /**
   * A table of MAS.
   */
  table: string;
  /**
   * In the order of the SELECT.
   *
   * @minItems 1
   */
  columns: [string, ...string[]];
  /**
   * The columns that identify a row; verify sorts by them.
   *
   * @minItems 1
   */
  key: [string, ...string[]];
  /**
   * As planned; apply holds the copied rows against the accounting of its own snapshot.
   */
  rows: number;
  /**
   * What was decided for columns that this MAS lacks or adds.
   */
  columnNotes?: string[];
  /**
   * One SELECT on Synapse's database.
   */
  select: string;
}
export interface SecretStep {
  id: StepId;
  phase: Phase;
  kind: "secret";
  title: string;
  reason: string;
  path: AbsolutePath;
  mode: string;
  /**
   * The file or folder whose owner and group the new file gets.
   */
  ownerOf?: string;
  /**
   * Where apply reads the value; the plan never holds it.
   */
  from: {
    file: AbsolutePath;
    key: string;
  };
}
export interface FileStep {
  id: StepId;
  phase: Phase;
  kind: "file";
  title: string;
  reason: string;
  path: AbsolutePath;
  /**
   * Absent when the file does not exist yet.
   */
  before?: string;
  after: Digest;
  /**
   * Where the bytes from before are kept.
   */
  backup?: string;
  /**
   * For a new file; an edited one keeps its own.
   */
  mode?: string;
  /**
   * Ascending, not overlapping.
   */
  edits?: FileEdit[];
  /**
   * The whole text of a new file.
   */
  content?: string;
  /**
   * Why each option becomes what it becomes, for people.
   */
  changes?: {
    key: string;
    why: string;
  }[];
  /**
   * A unified diff to read, with secrets redacted; never applied.
   */
  diff: string;
}
export interface FileEdit {
  /**
   * Bytes from the start of the file as planned.
   */
  offset: number;
  /**
   * Bytes that are replaced.
   */
  length: number;
  insert: string;
  /**
   * What is inserted instead: the value that stands there when the plan is applied, as a string of JSON. The plan never holds it; 'insert' is empty then.
   */
  secretOf?: {
    file: AbsolutePath;
    key: string;
  };
}
export interface UndoCount {
  id: StepId;
  kind: "count";
  title: string;
  database: DatabaseName;
  losses: {
    loss: Loss;
    /**
     * What is counted.
     */
    title: string;
    /**
     * What becomes of it on the way back.
     */
    consequence: string;
  }[];
  /**
   * One SELECT of (loss, found), a row for each of 'losses'.
   */
  sql: string;
}
export interface Verification {
  id: StepId;
  title: string;
  /**
   * The copy step whose SELECT and whose table must give the same bytes, both sorted by its key.
   */
  step: string;
}
