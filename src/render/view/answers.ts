import type { Plan } from '../../plan/types.gen.ts';
import { acceptedAnswer } from './accepted-answer.ts';
import { adminsAnswer } from './admins-answer.ts';
import type { Answer, Section } from './blocks.ts';
import { bridgesAnswer } from './bridges-answer.ts';
import { changesAnswer } from './changes-answer.ts';
import { loginsAnswer } from './logins-answer.ts';
import { notCheckedAnswer } from './not-checked-answer.ts';
import { outageAnswer } from './outage-answer.ts';
import type { PastRun } from './past-run.ts';
import { type QuestionId, questions } from './questions.ts';
import { rowsAnswer } from './rows-answer.ts';
import { sqlAnswer } from './sql-answer.ts';
import { trueForAnswer } from './true-for-answer.ts';
import { noReturnAnswer, wayBackAnswer } from './way-back-answer.ts';

/** What a plan answers to each question, in their order; every one of them is answered, if only by saying that the plan does not know. */
export function answerQuestions(plan: Plan, runs: readonly PastRun[]): readonly Section[] {
  return questions.map(([id, title]) => ({ id, title, ...answers[id](plan, runs) }));
}

const answers: Readonly<Record<QuestionId, (plan: Plan, runs: readonly PastRun[]) => Answer>> = {
  changes: changesAnswer,
  sql: sqlAnswer,
  rows: rowsAnswer,
  logins: loginsAnswer,
  admins: adminsAnswer,
  bridges: bridgesAnswer,
  accepted: acceptedAnswer,
  'true-for': trueForAnswer,
  outage: outageAnswer,
  'no-return': noReturnAnswer,
  'way-back': wayBackAnswer,
  'not-checked': notCheckedAnswer,
};
