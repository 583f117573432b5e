import { isOwnGuard } from '../../plan/own-guards.ts';
import type { OperatorStep, Phase, Plan, Step } from '../../plan/types.gen.ts';

/** One thing that somebody does, in the order of the night. */
export interface RunbookEntry {
  /** From 1. */
  readonly number: number;
  readonly phase: Phase;
  readonly title: string;
  readonly who: string;
  /** The step of the plan; absent for the runs of apply themselves. */
  readonly id?: string;
  /** Lines to copy, with PLAN for the name of the plan; remarks begin with #. */
  readonly commands: readonly string[];
  /** Who sees whether it was done. */
  readonly seenBy: string;
  readonly expect?: string;
  readonly otherwise?: string;
  readonly pointOfNoReturn: boolean;
}

type Draft = Omit<RunbookEntry, 'number'>;

/**
 * The steps for people and the runs of apply, as one list: apply runs a phase after what people do for it, but puts the files of the phase
 * prepare in place before the steps that stand after these in the plan.
 */
export function runbookEntries(plan: Pick<Plan, 'steps'>, planId: string): readonly RunbookEntry[] {
  const of = (phase: Phase): readonly Step[] => plan.steps.filter((step) => step.phase === phase);
  const prepare = of('prepare');
  const firstFile = prepare.findIndex(isFile);
  const split = firstFile < 0 ? prepare.length : firstFile;
  const drafts = [
    ...prepare.slice(0, split).flatMap(ofStep),
    ...(firstFile < 0 ? [] : [prepareRun(prepare.filter(isFile).length)]),
    ...prepare.slice(split).flatMap(ofStep),
    ...of('cutover').flatMap(ofStep),
    rehearsal(planId),
    cutoverRun,
    ...of('finish').flatMap(ofStep),
  ];
  return drafts.map((draft, index) => ({ number: index + 1, ...draft }));
}

function isFile({ kind }: Step): boolean {
  return kind === 'file' || kind === 'secret';
}

function ofStep(step: Step): readonly Draft[] {
  if (step.kind !== 'operator') return [];
  const { id, phase, title, instructions, who = 'whoever runs the servers', expect, otherwise } = step;
  return [
    {
      phase,
      title,
      who,
      id,
      commands: instructions.split('\n'),
      seenBy: seenBy(step),
      ...(expect !== undefined && { expect }),
      ...(otherwise !== undefined && { otherwise }),
      pointOfNoReturn: step.pointOfNoReturn ?? false,
    },
  ];
}

function seenBy({ guard, runs }: OperatorStep): string {
  if (runs !== undefined) return 'its exit code';
  if (guard === undefined) return 'nobody';
  return isOwnGuard(guard) ? 'apply itself' : `apply, by ${guard}`;
}

const tool = { who: 'whoever runs syn2mas-plan', seenBy: 'its exit code', pointOfNoReturn: false } as const;
const apply = 'syn2mas-plan apply PLAN --allowed-signers FILE';

function prepareRun(files: number): Draft {
  return {
    ...tool,
    phase: 'prepare',
    title: `Put the files of this phase in their places (${files})`,
    commands: [`${apply} --phase prepare`],
    expect: 'It ends with code 0 and says: Prepared.',
    otherwise: 'No database was touched. Mend what it says; syn2mas-plan rollback PLAN puts the files back.',
  };
}

function rehearsal(planId: string): Draft {
  return {
    ...tool,
    phase: 'cutover',
    title: 'Rehearse, if you like: all but the commit, while users are offline',
    commands: [`syn2mas-plan apply PLAN --plan-id ${planId} --rehearse`],
    expect: 'It ends with code 0 and says: Rehearsed. Its time is that of the next step.',
    otherwise: 'Nothing has changed. Start MAS and Synapse as before, mend what it says, and come back another night.',
  };
}

const cutoverRun: Draft = {
  ...tool,
  phase: 'cutover',
  title: 'Cut over',
  commands: [`${apply} --phase cutover`],
  expect: 'It ends with code 0 and says: Applied.',
  otherwise:
    'Code 12 to 16 or 130: nothing was committed. Mend what it says and try again, or start Synapse as before. Code 17: run it again. In doubt: syn2mas-plan status PLAN.',
};
