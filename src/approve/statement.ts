import type { Plan } from '../plan/types.gen.ts';
import { type ApprovedAction, predicateTypes, statementType } from './approval-format.ts';

/**
 * What one person signs about one plan. plan-schema/approval.schema.json says the same to programs, and
 * plan-schema/discard-approval.schema.json where it is about the way back beyond the point of no return.
 */
export interface Statement {
  readonly _type: typeof statementType;
  readonly subject: readonly [{ readonly name: string; readonly digest: { readonly sha256: string } }];
  readonly predicateType: (typeof predicateTypes)[ApprovedAction];
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
  /** Of an approval to apply. */
  readonly findings?: readonly StatedFinding[];
  /** Of an approval to discard: the entry of the journal that says that the plan was applied, where it could be asked. */
  readonly applied?: string;
  /** Of an approval to discard: how much may be lost. */
  readonly losses?: readonly StatedLoss[];
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

/** What may be lost, and how often at most. */
export interface StatedLoss {
  readonly loss: string;
  /** As found when it was signed, where that could be asked. */
  readonly found?: number;
  readonly upTo: number;
}

/** What an approval to discard says. */
export type StatedDiscard = Required<Pick<Predicate, 'losses'>> & Pick<Predicate, 'applied'>;

/** What the person says, beside what the plan says. */
export type OwnWords = Pick<Predicate, 'identity' | 'role' | 'comment' | 'time' | 'notBefore' | 'notAfter'>;

/** The statement that approves a plan, or, with `discard`, that its way back discards changes of MAS. */
export function makeStatement(
  plan: Plan,
  { planId, name, toolVersion }: { readonly planId: string; readonly name: string; readonly toolVersion: string },
  { identity, role, comment, time, notBefore, notAfter }: OwnWords,
  discard?: StatedDiscard,
): Statement {
  return {
    _type: statementType,
    subject: [{ name, digest: { sha256: planId.replace(/^sha256:/, '') } }],
    predicateType: predicateTypes[discard ? 'discard-mas-changes' : 'apply'],
    predicate: {
      identity,
      ...(role === undefined ? {} : { role }),
      ...(comment === undefined ? {} : { comment }),
      time,
      ...(notBefore === undefined ? {} : { notBefore }),
      ...(notAfter === undefined ? {} : { notAfter }),
      target: targetOf(plan),
      ...(discard ? statedDiscard(discard) : { findings: findingsOf(plan) }),
      tool: { name: 'syn2mas-plan', version: toolVersion },
    },
  };
}

function statedDiscard({ applied, losses }: StatedDiscard): StatedDiscard {
  return { ...(applied === undefined ? {} : { applied }), losses };
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
