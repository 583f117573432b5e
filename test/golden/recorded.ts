import { parse, stringify } from 'yaml';
import type { Accounting, Finding } from '../../src/plan/types.gen.ts';
import { formatPlace } from '../../src/support/errors.ts';
import type { WrittenProblem } from '../cli/run-in-process.ts';

/** What an expected.yaml holds: the answer of `check`, in a form that people can review. */
export interface Recorded {
  readonly exitCode: number;
  /** In the order in which they are shown; without `why` and `remedy`, which FINDINGS.md holds. */
  readonly findings?: readonly RecordedFinding[];
  /** One line an entity that has rows, `users: 3 = 2 migrated + 1 guest`. */
  readonly accounting?: readonly string[];
  /** Where check refuses to run. */
  readonly problems?: readonly RecordedProblem[];
}

type RecordedFinding = Omit<Finding, 'where' | 'why' | 'remedy'> & { readonly where?: readonly string[] };
type RecordedProblem = Pick<WrittenProblem, 'code' | 'message'> & { readonly place?: string };

/** @param stable takes what differs from machine to machine out of a text */
export function recordFindings(
  exitCode: number,
  report: { readonly findings: readonly Finding[]; readonly accounting?: readonly Accounting[] },
  stable: (text: string) => string,
): Recorded {
  const accounting = (report.accounting ?? []).filter(({ rows }) => rows > 0).map(formatEntity);
  return inTexts(
    {
      exitCode,
      findings: report.findings.map(({ why: _, remedy: _remedy, id, severity, what, where, ...more }) => ({
        ...{ id, severity, what },
        ...(where.length > 0 ? { where: where.map(formatPlace) } : {}),
        ...more,
      })),
      ...(accounting.length > 0 ? { accounting } : {}),
    },
    stable,
  );
}

export function recordProblems(
  exitCode: number,
  problems: readonly WrittenProblem[],
  stable: (text: string) => string,
): Recorded {
  const recorded = problems.map(({ code, message, place }) => ({
    code,
    message,
    ...(place ? { place: formatPlace(place) } : {}),
  }));
  return inTexts({ exitCode, problems: recorded }, stable);
}

export function writeRecorded(recorded: Recorded): string {
  const options = { lineWidth: 0, defaultStringType: 'PLAIN', version: '1.2' } as const;
  return `# What check answers. UPDATE_GOLDEN=1 writes it anew: review what changes.\n${stringify(recorded, options)}`;
}

export function readRecorded(text: string): Recorded {
  return parse(text) as Recorded;
}

function formatEntity({ entity, rows, migrated, skipped }: Accounting): string {
  const parts = [
    ...migrated.map((part) => `${part.rows} to ${part.table}`),
    ...skipped.filter((part) => part.rows > 0).map((part) => `${part.rows} skipped (${part.reason})`),
  ];
  return `${entity}: ${rows} = ${parts.join(' + ')}`;
}

/** Any value with each of its texts changed. */
function inTexts<T>(value: T, change: (text: string) => string): T {
  return JSON.parse(JSON.stringify(value), (_key, item) => (typeof item === 'string' ? change(item) : item)) as T;
}
