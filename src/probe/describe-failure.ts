import type { ErrorCode } from '../support/error-catalog.ts';

/** Why no answer came, for people, and whether waiting may help. */
export interface AskFailure {
  readonly code: Extract<ErrorCode, 'LIVE_UNREACHABLE' | 'LIVE_TLS'>;
  /** What happened, as the end of a sentence. */
  readonly what: string;
  readonly remedy?: string;
  /** A service that is starting fails so too. */
  readonly mayPass: boolean;
}

/** Tells apart what `ask` throws. @throws what is no failure of a network */
export function describeFailure(error: unknown): AskFailure {
  if (error instanceof AggregateError && error.errors.length > 0) return describeFailure(error.errors[0]);
  if (!(error instanceof Error)) throw error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const known = knownFailures[code];
  if (known) return { code: 'LIVE_UNREACHABLE', mayPass: true, ...known };
  if (isTls(code)) return { code: 'LIVE_TLS', what: `TLS fails: ${error.message}`, mayPass: false };
  if (
    /^(E[A-Z]+|EAI_[A-Z]+|HPE_\w+|UND_\w+)$/.test(code) ||
    error.message === 'socket hang up' ||
    error.message === 'aborted'
  )
    return { code: 'LIVE_UNREACHABLE', what: `the connection fails (${error.message})`, mayPass: true };
  throw error;
}

type Known = Pick<AskFailure, 'what' | 'remedy'>;

const knownFailures: Readonly<Record<string, Known>> = {
  ENOTFOUND: unresolved('its name has no address'),
  EAI_AGAIN: unresolved('its name cannot be resolved now'),
  ECONNREFUSED: {
    what: 'nothing listens there',
    remedy: 'Start the service, or see at which address it listens.',
  },
  ETIMEDOUT: {
    what: 'no answer came in time',
    remedy: 'See whether a firewall stands between, whether the service hangs, or give it longer by --timeout.',
  },
  ECONNRESET: { what: 'the connection was closed before there was an answer' },
  EPIPE: { what: 'the connection was closed before there was an answer' },
};

function unresolved(what: string): Known {
  return {
    what,
    remedy:
      'Mend the DNS; where the name is known to clients only, or not yet, say where it leads by --connect-to HOST=ADDRESS.',
  };
}

/** Codes of OpenSSL and of the check of a certificate. */
function isTls(code: string): boolean {
  return /^ERR_(TLS|SSL)_|CERT|^(UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH|INVALID_CA|EPROTO$)/.test(code);
}
