import type { Plan } from '../plan/types.gen.ts';
import { predicateType, statementType } from './approval-format.ts';

/** What one person signs about one plan. plan-schema/approval.schema.json says the same to programs. */
export interface Statement {
  readonly _type: typeof statementType;
  readonly subject: readonly [{ readonly name: string; readonly digest: { readonly sha256: string } }];
  readonly predicateType: typeof predicateType;
  readonly predicate: Predicate;
}

export interface Predicate {
  readonly identity: string;
  readonly role?: string;
  readonly comment?: string;
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly notBefore?: string;
  readonly notAfter?: string;
  readonly target: StatedTarget;
  readonly findings: readonly StatedFinding[];
  readonly tool: { readonly name: string; readonly version: string };
}

/** The database of MAS that a plan is for. */
export interface StatedTarget {
  readonly serverName: string;
  readonly systemIdentifier: string;
  readonly oid: number;
  readonly database: string;
}

/** A finding that the approver has seen. */
export interface StatedFinding {
  readonly id: string;
  readonly severity: 'error' | 'warning';
  readonly count?: number;
  readonly acceptedBy?: string;
}

/** What the person says, beside what the plan says. */
export type OwnWords = Pick<Predicate, 'identity' | 'role' | 'comment' | 'time' | 'notBefore' | 'notAfter'>;

/** The statement that approves a plan. */
export function makeStatement(
  plan: Plan,
  { planId, name, toolVersion }: { readonly planId: string; readonly name: string; readonly toolVersion: string },
  { identity, role, comment, time, notBefore, notAfter }: OwnWords,
): Statement {
  return {
    _type: statementType,
    subject: [{ name, digest: { sha256: planId.replace(/^sha256:/, '') } }],
    predicateType,
    predicate: {
      identity,
      ...(role === undefined ? {} : { role }),
      ...(comment === undefined ? {} : { comment }),
      time,
      ...(notBefore === undefined ? {} : { notBefore }),
      ...(notAfter === undefined ? {} : { notAfter }),
      target: targetOf(plan),
      findings: findingsOf(plan),
      tool: { name: 'syn2mas-plan', version: toolVersion },
    },
  };
}

/** The target of a plan as statements name it. */
export function targetOf({ source, target }: Pick<Plan, 'source' | 'target'>): StatedTarget {
  const { systemIdentifier, oid, name } = target.database;
  return { serverName: source.serverName, systemIdentifier, oid, database: name };
}

/** The errors and warnings of a plan as statements name them. */
export function findingsOf({ findings }: Pick<Plan, 'findings'>): readonly StatedFinding[] {
  return findings.flatMap(({ id, severity, count, acceptance }) =>
    severity === 'info'
      ? []
      : [
          {
            id,
            severity,
            ...(count === undefined ? {} : { count }),
            ...(acceptance === undefined ? {} : { acceptedBy: acceptance.by }),
          },
        ],
  );
}
