import { isOwnGuard } from '../../plan/own-guards.ts';
import type { Plan, Step } from '../../plan/types.gen.ts';
import type { Problem } from '../../support/errors.ts';

/** Ids, order, and references between the parts of a plan. PLAN_STEP, all of them. */
export function checkStructure(plan: Plan): readonly Problem[] {
  return [...checkIds(plan), ...checkOrder(plan.steps), ...checkReferences(plan), ...checkUndo(plan)];
}

/** A PLAN_STEP at one step. */
export function stepProblem(key: string, message: string): Problem {
  return { code: 'PLAN_STEP', message, place: { key } };
}

function checkIds({ steps, undo, verification }: Plan): readonly Problem[] {
  const ids = [...steps, ...undo, ...verification].map(({ id }) => id);
  const twice = new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
  return [...twice].map((id) => stepProblem(id, 'The plan uses this id more than once.'));
}

const phases = ['prepare', 'cutover', 'finish'] as const;
/** Where a step stands among those that write MAS's database: a table is restored once it was copied, while others still have to be. */
const ranks = { lock: 0, clear: 1, copy: 2, restore: 2, analyze: 3 } as const;

function checkOrder(steps: readonly Step[]): readonly Problem[] {
  const problems: Problem[] = [];
  let phase = 0;
  let last: keyof typeof ranks = 'lock';
  for (const step of steps) {
    if (phases.indexOf(step.phase) < phase) {
      problems.push(stepProblem(step.id, `A step of the phase ${step.phase} stands after one of ${phases[phase]}.`));
    }
    phase = Math.max(phase, phases.indexOf(step.phase));
    if ((step.kind === 'file' || step.kind === 'secret') && step.phase === 'finish') {
      problems.push(
        stepProblem(step.id, `A ${step.kind} step runs in prepare or cutover: the phase finish is for people.`),
      );
    }
    if (step.kind !== 'sql' && step.kind !== 'copy') continue;
    const what = step.kind === 'sql' ? step.purpose : 'copy';
    if (ranks[what] < ranks[last]) problems.push(stepProblem(step.id, `${what} stands after ${last}.`));
    else last = what;
    if (step.phase !== 'cutover') {
      problems.push(stepProblem(step.id, `A ${step.kind} step runs in the phase cutover, not in ${step.phase}.`));
    }
  }
  return problems;
}

function checkReferences({ steps, verification }: Plan): readonly Problem[] {
  const kindOf = new Map<string, Step['kind']>(steps.map(({ id, kind }) => [id, kind]));
  const guards = steps.flatMap((step) => {
    if (step.kind !== 'operator' || step.guard === undefined) return [];
    if (kindOf.get(step.guard) === 'assert' || isOwnGuard(step.guard)) return [];
    return [stepProblem(step.id, `Its guard ${step.guard} is no assert step.`)];
  });
  const verified = verification
    .filter(({ step }) => kindOf.get(step) !== 'copy')
    .map(({ id, step }) => stepProblem(id, `It verifies ${step}, which is no copy step.`));
  return [...guards, ...verified];
}

/** Nothing is emptied before it was asked whether somebody else wrote there, and what of it would be lost. */
function checkUndo({ undo }: Plan): readonly Problem[] {
  const firstSql = undo.findIndex(({ kind }) => kind === 'sql');
  const firstFile = undo.findIndex(({ kind }) => kind === 'restore-file');
  return undo.flatMap((step, index) => {
    const { id, kind } = step;
    if (step.kind === 'assert' && (step.database !== undefined || step.only !== undefined)) {
      return [stepProblem(id, 'An assert of the way back is always made, in the database of MAS.')];
    }
    if (kind === 'sql' && !undo.slice(0, index).some((entry) => entry.kind === 'assert')) {
      return [stepProblem(id, 'The way back empties tables before anything is asserted.')];
    }
    if ((kind === 'assert' || kind === 'count') && firstSql >= 0 && index > firstSql) {
      return [stepProblem(id, 'The way back asks after it has emptied tables.')];
    }
    if (kind === 'sql' && firstFile >= 0 && index > firstFile) {
      return [stepProblem(id, 'The way back empties tables after it has restored files.')];
    }
    return [];
  });
}
