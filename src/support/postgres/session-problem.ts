import type { Problem } from '../errors.ts';
import { describeTarget } from './connect-problem.ts';
import type { ResolvedConnection, TargetSessionAttributes } from './resolve-connection.ts';
import type { ResolvedHost } from './resolve-hosts.ts';
import type { Session } from './session.ts';

/** The oldest server that Synapse and MAS run on. */
const oldestVersion = 130000;

/** Why a server that let us in is of no use: too old, or not of the kind that target_session_attrs asks for. */
export function sessionProblem(
  session: Session,
  host: ResolvedHost,
  resolved: ResolvedConnection,
  attributes: TargetSessionAttributes,
): Problem | undefined {
  const target = describeTarget(host, resolved);
  if (session.serverVersion < oldestVersion) {
    return { code: 'DATABASE_TOO_OLD', message: `${target}: its server_version_num is ${session.serverVersion}` };
  }
  if (isWanted(session, attributes)) return undefined;
  return {
    code: 'DATABASE_UNREACHABLE',
    message: `${target}: it is not ${attributes}, as target_session_attrs wants it`,
  };
}

function isWanted({ inRecovery, readOnly }: Session, attributes: TargetSessionAttributes): boolean {
  switch (attributes) {
    case 'read-write':
      return !readOnly;
    case 'read-only':
      return readOnly;
    case 'primary':
      return !inRecovery;
    case 'standby':
      return inRecovery;
    case 'any':
    case 'prefer-standby':
      return true;
  }
}
