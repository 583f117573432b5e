import { outputVersions } from '../plan/output-versions.ts';
import { type Problem, remedyOf } from '../support/errors.ts';
import { renderTextTable } from './text-table.ts';
import { toJson } from './to-json.ts';

/** What is shown of one question to the running services. */
export interface ShownProbe {
  readonly id: string;
  readonly title: string;
  readonly outcome: 'passed' | 'failed' | 'not-asked';
  readonly detail: string;
  readonly problem?: Problem;
}

/** What each probe found, and how many of them passed. */
export function renderLiveReport(probes: readonly ShownProbe[]): string {
  const count = (outcome: ShownProbe['outcome']): number => probes.filter((each) => each.outcome === outcome).length;
  const [passed, failed, notAsked] = [count('passed'), count('failed'), count('not-asked')];
  const headline =
    failed === 0
      ? 'Verified: the services that run answer as the plan meant.'
      : 'The services that run do not answer as the plan meant.';
  const rows = probes.map(({ id, outcome, detail }) => [words[outcome], id, detail]);
  return [
    headline,
    `${passed} passed, ${failed} failed, ${notAsked} not asked.`,
    '',
    ...renderTextTable({ kind: 'table', head: ['Outcome', 'Probe', 'What was found'], rows, numbers: [] }, 100),
    '',
  ].join('\n');
}

const words = { passed: 'passed', failed: 'FAILED', 'not-asked': 'not asked' } as const;

/** The same for programs (plan-schema/live-report.schema.json). */
export function liveReportToJson(probes: readonly ShownProbe[], planId: string): string {
  return toJson({
    formatVersion: outputVersions.liveReport,
    planId,
    outcome: probes.some(({ outcome }) => outcome === 'failed') ? 'failed' : 'passed',
    probes: probes.map(({ id, title, outcome, detail, problem }) => ({
      id,
      title,
      outcome,
      detail,
      ...(problem ? { code: problem.code, url: problem.place?.url, remedy: remedyOf(problem) } : {}),
    })),
  });
}
