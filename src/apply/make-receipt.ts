import type { Receipt } from './receipt.ts';
import type { Recorder } from './recorder.ts';

/** What is known of a run beside what it noted down. */
export interface EndedRun extends Pick<Receipt, 'command' | 'planId' | 'startedAt' | 'endedAt' | 'by' | 'outcome'> {
  readonly code: string | undefined;
  readonly toolVersion: string;
}

/** The receipt of a run that is at its end. */
export function makeReceipt({ toolVersion, code, ...ended }: EndedRun, recorder: Recorder): Receipt {
  const { run, started, databases, transactionId, journal, continues, steps, accounting, files } = recorder;
  const { stoppedBefore, probes, answeredFor } = recorder;
  const { command, planId, startedAt, endedAt, by, outcome } = ended;
  return {
    formatVersion: '1.0',
    command,
    planId,
    run,
    ...(started !== undefined && { started }),
    tool: { version: toolVersion, node: process.versions.node },
    databases,
    startedAt,
    endedAt,
    by,
    outcome,
    ...(code !== undefined && { code }),
    ...(transactionId !== undefined && { transactionId }),
    // An entry of the journal that was not committed is not there.
    ...(transactionId !== undefined && journal !== undefined && { journal }),
    ...(continues !== undefined && { continues }),
    steps,
    ...(accounting !== undefined && { accounting }),
    files,
    ...(recorder.losses !== undefined && { losses: recorder.losses }),
    // What a rolled back transaction read was not discarded.
    ...(transactionId !== undefined && recorder.discarded !== undefined && { discarded: recorder.discarded }),
    ...(stoppedBefore !== undefined && { stoppedBefore }),
    ...(probes !== undefined && { probes }),
    ...(answeredFor !== undefined && { answeredFor }),
    ...recorder.authorization,
    ...unapprovedBy(recorder),
  };
}

/** The reason of this run, and that of an earlier one which it finishes or takes back. */
function unapprovedBy({ authorization, unapproved }: Recorder): Pick<Receipt, 'unapproved'> {
  const reasons = [unapproved, authorization.unapproved].filter((reason) => reason !== undefined);
  return reasons.length === 0 ? {} : { unapproved: [...new Set(reasons)].join('; ') };
}
