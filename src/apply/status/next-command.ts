import type { Judgement } from './judge-state.ts';

/** The command for what comes next, with PLAN for the name of the plan. */
export function nextCommand(next: Judgement['next'] | 'discard' | 'wait'): string {
  return commands[next];
}

const apply = 'syn2mas-plan apply PLAN --allowed-signers FILE';

const commands: Readonly<Record<Parameters<typeof nextCommand>[0], string>> = {
  prepare: `${apply} --phase prepare`,
  cutover: `${apply} --phase cutover`,
  start: apply,
  apply,
  verify: 'syn2mas-plan verify PLAN',
  finish: `${apply} --phase finish`,
  rollback: 'syn2mas-plan rollback PLAN',
  discard: 'syn2mas-plan rollback PLAN --discard-mas-changes --allowed-signers FILE',
  look: 'syn2mas-plan show PLAN',
  other: 'syn2mas-plan status OTHER_PLAN',
  nothing: 'syn2mas-plan audit verify PLAN',
  wait: 'syn2mas-plan status PLAN',
};
