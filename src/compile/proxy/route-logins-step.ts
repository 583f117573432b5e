import type { OperatorStep } from '../../plan/types.gen.ts';
import type { Templates } from '../../support/templates.ts';
import { note, operatorStep } from '../operator/operator-step.ts';
import { compileProxy } from './compile-proxy.ts';
import { masUpstream } from './mas-upstream.ts';
import type { ProxyFacts } from './proxy-facts.ts';
import { type ProxyKind, proxyKinds } from './proxy-kind.ts';
import { publicAddresses } from './public-addresses.ts';
import { compatPaths } from './routes.ts';

/** finish: the routes by which old clients log in, refresh and log out; as rules of the proxy where its kind is known. */
export function routeLoginsStep(facts: ProxyFacts, kind: ProxyKind | undefined, templates: Templates): OperatorStep {
  return operatorStep('finish', 'route-logins', {
    title: 'Send logins to MAS',
    reason:
      'Old clients log in, refresh and log out by routes of Synapse; with delegation MAS answers these. Rules of a proxy stand in no database: whoever runs it answers for it.',
    who: 'whoever runs the reverse proxy',
    expect: 'The proxy takes the new rules. Whether logins reach MAS is seen by operator/probe.',
    otherwise:
      'Put the old rules back and reload; old clients cannot log in until the new ones are right, their sessions go on.',
    instructions:
      kind === undefined ? inGeneral(facts) : [note(howTo[kind]), ...compileProxy(kind, facts, templates).split('\n')],
  });
}

/** Where the rules go, how they are tested and how they come into force. */
const howTo: Readonly<Record<ProxyKind, string>> = {
  nginx: 'Into a file of /etc/nginx/conf.d, or the servers that are there; then: nginx -t && systemctl reload nginx',
  caddy: 'Into /etc/caddy/Caddyfile; then: caddy validate --config /etc/caddy/Caddyfile && systemctl reload caddy',
  traefik:
    'Into a file of the directory that providers.file names; Traefik reads it by itself, and its log says whether it could.',
  haproxy: 'Into /etc/haproxy/haproxy.cfg; then: haproxy -c -f /etc/haproxy/haproxy.cfg && systemctl reload haproxy',
  apache:
    'Into a file of /etc/apache2/sites-available that a2ensite enables; then: apache2ctl configtest && systemctl reload apache2',
};

function inGeneral(facts: ProxyFacts): readonly string[] {
  const { synapse, mas } = publicAddresses(facts);
  const { address, socket, prefix } = masUpstream(facts.mas, facts.endpoint, { sockets: true });
  const where = `${socket ?? address}${prefix}`;
  return [
    note(`In the reverse proxy send these of ${synapse}, whole and nothing longer, to MAS at ${where}:`),
    ...compatPaths,
    note('Where * is one segment. /login/get_token and all else stays with Synapse; /_synapse/mas is for MAS alone.'),
    ...(mas ? [note(`All of ${mas.host}${mas.prefix}/ is MAS's too.`)] : []),
    note('X-Forwarded-For has to hold the address of the client alone, from a proxy that is in http.trusted_proxies.'),
    note(`With plan --proxy ${proxyKinds.join('|')} the rules stand here.`),
  ];
}
