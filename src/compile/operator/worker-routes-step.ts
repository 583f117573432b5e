import type { OperatorStep } from '../../plan/types.gen.ts';
import { compatPaths } from '../proxy/routes.ts';
import { operatorStep } from './operator-step.ts';
import type { Workers } from './read-workers.ts';

/**
 * finish: what the reverse proxy no longer sends to workers, by docs/workers.md of Synapse and by what it still answers
 * with MAS (synapse/rest). None where homeserver.yaml shows no workers.
 */
export function workerRoutesSteps({ present }: Workers): readonly OperatorStep[] {
  if (!present) return [];
  return [
    operatorStep('finish', 'worker-routes', {
      title: 'Drop the routes of logins to workers',
      reason:
        'With MAS no worker answers these. A rule for workers that matches first would keep logins away from MAS. Rules of a proxy stand in no database: whoever runs it answers for it.',
      who: 'whoever runs the reverse proxy',
      expect: 'The proxy takes the new rules; no rule for workers matches the routes below.',
      otherwise: 'Put the old rules back and reload; logins of old clients fail until they reach MAS.',
      instructions: [
        'In the reverse proxy, no rule for workers may match these any more; operator/route-logins sends them to MAS:',
        ...compatPaths,
        'Nobody needs these any more; their rules can go:',
        ...idle,
        'These stay with Synapse and its workers:',
        ...staying,
      ],
    }),
  ];
}

const idle = [
  '/_matrix/client/*/login/cas/ticket',
  '/_matrix/client/*/register/available',
  '/_matrix/client/*/register/m.login.registration_token/validity',
  '/_synapse/client/oidc/callback',
  '/_synapse/client/oidc/backchannel_logout',
  '/_synapse/client/saml2/authn_response',
  '/_synapse/client/pick_idp',
  '/_synapse/client/pick_username',
  '/_synapse/client/new_user_consent',
  '/_synapse/client/sso_register',
];

const staying = [
  '/_matrix/client/*/login/get_token',
  '/_matrix/client/*/register (application services)',
  '/_synapse/client/unsubscribe',
  '/_synapse/mas/* (from MAS alone)',
];
