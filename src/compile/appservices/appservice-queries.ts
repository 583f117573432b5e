import type { SqlContext } from '../../check/data/sql-context.ts';
import type { Registration, Registrations } from '../../config/registrations/registration.ts';
import { formatPlace } from '../../support/errors.ts';
import { regexToPostgres } from '../../support/python-regex/regex-to-postgres.ts';
import { renderTemplate, type Templates } from '../../support/templates.ts';
import { lookalikeShapes } from './lookalike-shapes.ts';

/** What is asked of Synapse's database about application services. */
export interface AppserviceQueries {
  /** Rows of (id, users, deactivated, tokens, newest_has_token, devices, encrypting, logged_in, carried_over, last_seen). */
  readonly owned: string;
  /** Rows of (user): the senders that exist. */
  readonly senders: string;
  /** Rows of (id, users, samples). */
  readonly unregistered: string;
  /** Rows of (place, users, samples); undefined where no namespace can be asked for. */
  readonly unowned?: string;
  /** Rows of (shape, users, samples). */
  readonly lookalikes: string;
}

/** Compiles these questions. */
export function compileAppserviceQueries(
  { services }: Registrations,
  context: SqlContext,
  templates: Templates,
): AppserviceQueries {
  const registered = services.flatMap(({ id }) => (id === undefined ? [] : [{ id }]));
  const senders = services.flatMap((service) => {
    const user = senderOf(service, context.suffix);
    return service.id === undefined || user === undefined ? [] : [{ id: service.id, user }];
  });
  const known = services.flatMap(({ users }) =>
    users.flatMap(({ parsed, isExclusive, place }) =>
      parsed.kind === 'parsed'
        ? [{ pattern: regexToPostgres(parsed.node), isExclusive, place: formatPlace(place) }]
        : [],
    ),
  );
  const namespaces = known.filter(({ isExclusive }) => isExclusive);
  const more = { ...context, registered, senders, known, namespaces, shapes: lookalikeShapes };
  const sql = (name: string): string => renderTemplate(templates, `sql/appservices/${name}.sql.hbs`, more);
  return {
    owned: sql('owned'),
    senders: sql('senders'),
    unregistered: sql('unregistered'),
    ...(namespaces.length > 0 ? { unowned: sql('unowned') } : {}),
    lookalikes: sql('lookalikes'),
  };
}

/** The user id of its sender. */
export function senderOf({ senderLocalpart }: Registration, suffix: string): string | undefined {
  return senderLocalpart === undefined ? undefined : `@${senderLocalpart}${suffix}`;
}
