import type { Plan } from '../../plan/types.gen.ts';

/** A reverse proxy for which there is a template. */
export type ProxyKind = NonNullable<Plan['choices']['proxy']>;

/** All of them, as `--proxy` takes them. */
export const proxyKinds = ['nginx', 'caddy', 'traefik', 'haproxy', 'apache'] as const satisfies readonly ProxyKind[];
