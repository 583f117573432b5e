/** A session as the server describes it; what this role may not see is null. */
export interface Holder {
  readonly pid: number | null;
  readonly user: string | null;
  readonly application: string | null;
  readonly address: string | null;
  readonly since: string | null;
  readonly type: string | null;
}

/** The columns of a Holder, out of pg_locks as `l` and pg_stat_activity as `a`. */
export const holderColumns = `l.pid AS pid, ${activityColumns('a')}`;

/** The columns of pg_stat_activity that describe a session, but for its pid. */
export function activityColumns(alias: string): string {
  return `${alias}.usename AS "user", nullif(${alias}.application_name, '') AS application, host(${alias}.client_addr) AS address,
          to_char(${alias}.backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS since, ${alias}.backend_type AS type`;
}

/** `process 4711, user mas, from 10.0.0.7, application "psql", since 2026-01-31T12:00:00Z` */
export function describeHolder(holder: Holder): string {
  if (holder.pid === null) return 'a prepared transaction';
  return [
    `process ${holder.pid}`,
    ...(holder.user === null ? [holder.type ?? 'of the server itself'] : [`user ${holder.user}`]),
    ...(holder.address === null ? [] : [`from ${holder.address}`]),
    ...(holder.application === null ? [] : [`application ${JSON.stringify(holder.application)}`]),
    ...(holder.since === null ? [] : [`since ${holder.since}`]),
  ].join(', ');
}
