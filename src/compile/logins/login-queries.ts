import type { SqlContext } from '../../check/data/sql-context.ts';
import { renderTemplate, type Templates } from '../../support/templates.ts';

/** What is asked of Synapse's database about who can log in by what afterwards. */
export interface LoginQueries {
  /** Rows of (has_password, providers, users). */
  readonly ways: string;
  /** Rows of (cause, users), and where user ids are wanted rows of (user, last_seen). */
  readonly without: string;
  /** Rows of (auth_provider, users, none, samples). */
  readonly unmapped: string;
  /** One row of (users, can_request_admin, can_log_in). */
  readonly admins: string;
  /** Rows of (user, state, can_request_admin, has_password, providers, last_seen); undefined where no user ids are wanted. */
  readonly adminsListed?: string;
}

/** Compiles these questions. */
export function compileLoginQueries(context: SqlContext, templates: Templates): LoginQueries {
  const sql = (name: string): string => renderTemplate(templates, `sql/logins/${name}.sql.hbs`, context);
  return {
    ways: sql('ways'),
    without: sql('without'),
    unmapped: sql('unmapped-providers'),
    admins: sql('admins'),
    ...(context.samples ? { adminsListed: sql('admins-listed') } : {}),
  };
}
