import type { Problem } from '../support/errors.ts';
import type { AuditFindings, NumberedLine } from './audit-finding.ts';
import { type JournalRow, ofEntry } from './journal-rows.ts';
import { describeRun, type Run, runsOf } from './runs.ts';

/** What is compared: the log and the journal of one plan. */
export interface Compared {
  readonly planId: string;
  readonly logPath: string;
  readonly lines: readonly NumberedLine[];
  readonly rows: readonly JournalRow[];
}

/** Whether the log tells of every entry of the journal that is about this plan, and the journal of all that the log says was committed. */
export function compareJournal({ planId, logPath, lines, rows }: Compared): AuditFindings {
  const runs = new Map(runsOf(lines).map((run) => [run.run, run]));
  // A verification names the run that it looks at, and finishes nothing; nor does what fails.
  const finishing = lines.filter(({ line }) => line.command !== 'verify' && !unfinished.has(line.event));
  const continued = new Set(finishing.flatMap(({ line }) => (line.continues === undefined ? [] : [line.continues])));
  const own = rows.filter((row) => row.planId === planId);
  const isToldOf = ({ run }: JournalRow): boolean =>
    continued.has(run) || runs.get(run)?.ended?.line.transactionId !== undefined;
  // Whoever wrote a later entry found this one done, or took it back, even if that run was cut short as well: then a third one says so.
  const found = own.map((row, index) =>
    compareEntry(row, runs.get(row.run), continued.has(row.run) || own.slice(index + 1).some(isToldOf)),
  );
  const lost = lines.flatMap(({ number, line }): readonly Problem[] => {
    const isCommitted = line.planId === planId && line.event !== 'started' && line.transactionId !== undefined;
    if (!isCommitted || rows.some(({ run }) => run === line.run)) return [];
    const message = `The log says that ${describeRun(line)}, was committed as transaction ${line.transactionId}; the journal has no such entry.`;
    return [{ code: 'AUDIT_JOURNAL_LOST', message, place: { file: logPath, line: number } }];
  });
  return {
    problems: [...found.flatMap(({ problem }) => (problem ? [problem] : [])), ...lost],
    notes: found.flatMap(({ note }) => (note === undefined ? [] : [note])),
  };
}

const unfinished: ReadonlySet<string> = new Set(['failed', 'interrupted']);

interface Verdict {
  readonly problem?: Problem;
  readonly note?: string;
}

function compareEntry(row: JournalRow, run: Run | undefined, isContinued: boolean): Verdict {
  const what = `(${row.event}, ${row.at}, by ${row.by})`;
  if (!run) {
    const message = `${what} is of a run that the audit log does not know: the log is lost or cut, or the plan was run from another folder.`;
    return { problem: ofEntry('AUDIT_JOURNAL_UNLOGGED', row, message) };
  }
  const started = run.started?.line.hash ?? '';
  const ended = run.ended?.line;
  if (started !== row.startedHash) {
    return {
      problem: ofEntry('AUDIT_JOURNAL_OTHER', row, `${what} names another first line of its run than the log has.`),
    };
  }
  if (ended?.transactionId === undefined) {
    if (isContinued)
      return { note: `${describe(row)} was cut short after its commit; a later run finished it, or took it back.` };
    const command = row.event === 'applied' ? 'apply' : 'rollback';
    return {
      problem: ofEntry(
        'AUDIT_RUN_UNFINISHED',
        row,
        `${what} is of a run that was cut short after its commit, or the last lines of the log are gone.`,
        `Run syn2mas-plan ${command} again: it finishes, and says so in the log.`,
      ),
    };
  }
  if (ended.transactionId === row.transactionId && ended.journal === row.hash) return {};
  return { problem: ofEntry('AUDIT_JOURNAL_OTHER', row, `${what} is not the one that the log tells of.`) };
}

function describe({ event, by, at }: JournalRow): string {
  return describeRun({ command: event === 'applied' ? 'apply' : 'rollback', by, time: at });
}
