import { noHash } from '../apply/audit-log/audit-line.ts';
import type { AuditPiece } from '../apply/audit-log/read-audit-log.ts';
import { digestOf } from '../apply/audit-log/with-audit-log.ts';
import type { Problem } from '../support/errors.ts';
import type { AuditFindings } from './audit-finding.ts';

/** Whether the lines of an audit log are as they were written, all there and in their order. */
export function checkChain(logPath: string, pieces: readonly AuditPiece[]): AuditFindings {
  const problems: Problem[] = [];
  const notes: string[] = [];
  const tell = (line: number, message: string): void => {
    problems.push({ code: 'AUDIT_CHAIN', message, place: { file: logPath, line } });
  };
  let previous = noHash;
  let sequence = 0;
  let strange: AuditPiece[] = [];
  for (const piece of pieces) {
    const { number, line, isIntact } = piece;
    if (!line || !piece.isEnded) {
      strange.push(piece);
      continue;
    }
    const [first] = strange;
    if (line.torn !== (first && digestOf(strange))) {
      tell(first?.number ?? number, first ? 'This is no line of an audit log.' : 'What was torn before it is gone.');
    } else if (first) {
      notes.push(`Line ${first.number} is torn: a run was killed while it wrote. The line after it says so.`);
    }
    strange = [];
    if (!isIntact) tell(number, 'This line was edited: its hash is not that of its bytes.');
    if (line.previous !== previous || line.sequence !== sequence + 1) {
      tell(number, `This line (${line.sequence}) does not follow on from the one before it (${sequence}).`);
    }
    previous = line.hash;
    sequence = line.sequence;
  }
  const [first] = strange;
  if (first && strange.length === 1 && !first.isEnded) problems.push(torn(logPath, first.number));
  else if (first) tell(first.number, 'This is no line of an audit log.');
  return { problems, notes };
}

function torn(file: string, line: number): Problem {
  const message = 'The last line has no end: a run was killed while it wrote, or the log was cut.';
  return { code: 'AUDIT_TORN', message, place: { file, line } };
}
