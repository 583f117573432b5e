import type { ErrorEntry } from './error-entry.ts';

/** What services that run, or should not, answer. */
export const liveErrors = {
  SERVICE_LISTENING: {
    exitCode: 14,
    meaning: 'A service that must be stopped still answers at an address of the plan.',
    remedy: 'Stop it with all its workers, then run the command again.',
  },
  LIVE_UNREACHABLE: {
    exitCode: 18,
    meaning: 'A service does not answer where clients, or the other service, look for it.',
    remedy: 'See that it runs and that the address leads to it, then run verify --live again.',
  },
  LIVE_TLS: {
    exitCode: 18,
    meaning: 'A service answers with a certificate that clients do not trust.',
    remedy: 'Mend the certificate. Where clients know a CA of your own, give its certificate by --ca-file.',
  },
  LIVE_ANSWER: {
    exitCode: 18,
    meaning: 'An address answers something else than the service that should answer there.',
    remedy: 'See what answers there: the reverse proxy, its rules, or the listeners of the service.',
  },
  LIVE_DIFFERS: {
    exitCode: 18,
    meaning: 'What a service says of itself is not what the plan or the other service says.',
    remedy: 'See that both services were started with the files as the plan leaves them.',
  },
  LIVE_ROUTE: {
    exitCode: 18,
    meaning: 'The reverse proxy sends a path to the wrong service.',
    remedy: 'Put the rules of the step operator/route-logins in place.',
  },
  LIVE_INTROSPECTION: {
    exitCode: 18,
    meaning: 'Synapse cannot ask MAS whose a token is, so no session works.',
    remedy:
      'See that Synapse reaches MAS at its endpoint, and that both have the same secret and were started after it was written.',
  },
  LIVE_SESSION: {
    exitCode: 18,
    meaning: 'A session from before, or a password, does not work.',
    remedy: 'Look into the logs of MAS and Synapse at this time before you let people in.',
  },
  LIVE_SECRET: {
    exitCode: 18,
    meaning: 'Synapse does not take the secret that MAS has.',
    remedy: 'See that both files hold the same secret and that Synapse was started after it was written.',
  },
} as const satisfies Record<string, ErrorEntry>;
