import type { SqlContext } from '../../check/data/sql-context.ts';
import type { DataDecision } from '../../check/decisions/data-decision.ts';
import type { Registrations } from '../../config/registrations/registration.ts';
import type { CatalogTable } from '../../inspect/catalog.ts';
import { renderTemplate, type Templates } from '../../support/templates.ts';
import { type AppserviceQueries, compileAppserviceQueries } from '../appservices/appservice-queries.ts';
import { compileLoginQueries, type LoginQueries } from '../logins/login-queries.ts';
import { type CompiledCopy, compileCopies } from './compile-copies.ts';
import { compileDataChecks, type DataCheck } from './data-checks.ts';
import { compileEntities, type Entity } from './entities.ts';
import { compileWithoutDecisions, type WithoutDecision } from './without-decisions.ts';

/** Everything that has to be asked of Synapse's database before the plan can be written. */
export interface Queries {
  readonly context: SqlContext;
  readonly copies: readonly CompiledCopy[];
  readonly entities: readonly Entity[];
  readonly checks: readonly DataCheck[];
  readonly loginDetails: LoginQueries;
  /** Rows of (state, users, migrated). */
  readonly lifecycle: string;
  /** Rows of (auth_provider, users), as Synapse has them. */
  readonly providerUsers: string;
  /** Rows of (synapse_idp_id, users), as MAS gets them; undefined where that is what Synapse has. */
  readonly linkedUsers?: string;
  /** For each decision that is followed, what it changes in the accounting. */
  readonly withoutDecisions: readonly WithoutDecision[];
  readonly appservices: AppserviceQueries;
}

/** Compiles the questions from the catalogs of both databases. */
export function compileQueries(
  context: SqlContext,
  { source, target }: { readonly source: readonly CatalogTable[]; readonly target: readonly CatalogTable[] },
  templates: Templates,
  { registrations, decisions }: { readonly registrations: Registrations; readonly decisions: readonly DataDecision[] },
): Queries {
  const copies = compileCopies(context, target, templates);
  return {
    context,
    copies,
    entities: compileEntities(context, templates),
    checks: compileDataChecks(context, copies, source, templates),
    loginDetails: compileLoginQueries(context, templates),
    lifecycle: renderTemplate(templates, 'sql/logins/lifecycle.sql.hbs', context),
    providerUsers: renderTemplate(templates, 'sql/data/provider-users.sql.hbs', context),
    ...(context.providers.length > 0 && (context.hasAliases || context.links.length > 0)
      ? { linkedUsers: renderTemplate(templates, 'sql/logins/linked-users.sql.hbs', context) }
      : {}),
    withoutDecisions: compileWithoutDecisions(context, decisions, templates),
    appservices: compileAppserviceQueries(registrations, context, templates),
  };
}
