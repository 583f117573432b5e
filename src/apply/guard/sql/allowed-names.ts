/**
 * Functions that a SELECT of a plan may call: they compute from their arguments and reach nothing else. None of them
 * reads files, settings, sequences or the clock, waits, or makes large values of small ones.
 */
export const allowedFunctions: ReadonlySet<string> = words(`
  count min max sum avg bool_and bool_or every array_agg string_agg row_number rank
  to_timestamp date_trunc extract timezone
  sha256 encode decode convert_to int8send octet_length
  length char_length left right substr substring position strpos starts_with lower upper
  btrim ltrim rtrim replace translate concat format host pg_input_is_valid
  abs floor ceil ceiling round trunc mod array_length cardinality`);

/** Operators by their plain names; the words are those of A_Expr. */
export const allowedOperators: ReadonlySet<string> = words(`
  = <> < > <= >= + - * / % || -> ->> ~ ~* !~ !~* ~~ !~~ ~~* !~~*
  BETWEEN NOT_BETWEEN BETWEEN_SYMMETRIC NOT_BETWEEN_SYMMETRIC`);

/**
 * Types to which a value may be cast, by PostgreSQL's own names and by those that its grammar does not translate. No
 * reg* type: these look things up in the system catalogs.
 */
export const allowedTypes: ReadonlySet<string> = words(`
  bool int2 int4 int8 float4 float8 numeric text varchar bpchar uuid inet cidr bytea json jsonb
  date timestamp timestamptz interval xid xid8`);

/** What MAS's own catalog does not tell of the journal, which the way back asks who wrote a row. */
export const journal = {
  schema: 'syn2mas_plan',
  table: 'journal',
  columns: ['id', 'plan_id', 'event', 'transaction_id', 'at', 'by', 'tool_version', 'details'],
} as const;

/** The tables of MAS into which a plan may copy rows. */
export const copyTargets: ReadonlySet<string> = words(`
  users user_passwords user_emails user_unsupported_third_party_ids upstream_oauth_links
  compat_sessions compat_access_tokens compat_refresh_tokens user_registration_tokens`);

/** The tables of MAS outside those that a plan empties, from which the way back may remove rows where changes of MAS are discarded. */
export const discardTargets: ReadonlySet<string> = words('queue_jobs user_recovery_sessions');

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}
