import type { Phase, Plan } from '../../plan/types.gen.ts';
import { printable } from '../../support/printable.ts';
import { namePlan } from '../name-plan.ts';
import { outageAnswer } from '../view/outage-answer.ts';
import type { PastRun } from '../view/past-run.ts';
import { wrap } from '../wrap.ts';
import { type RunbookEntry, runbookEntries } from './runbook-entries.ts';

interface RunbookContext {
  readonly planId: string;
  /** What the commands call the plan. */
  readonly planFile: string;
  readonly runs?: readonly PastRun[];
}

/**
 * What people do in which order, to be printed and held in the hand during the night: 80 columns, but for commands, which stand on one line
 * each to be copied as they are.
 */
export function renderRunbook(plan: Plan, { planId, planFile, runs = [] }: RunbookContext): string {
  const entries = runbookEntries(plan, planId);
  const lines = [
    printable(`Runbook for ${plan.source.serverName}`),
    `Plan id: ${planId}`,
    '',
    ...paragraph(`How long: ${outageAnswer(plan, runs).short}`),
    ...paragraph(
      'FILE is your allowed_signers; with a policy it is --policy FILE in place of --allowed-signers FILE. A box is for your tick and the time.',
    ),
    ...paragraph('Where you are, at any time and after anything that went wrong:'),
    '',
    '    syn2mas-plan status PLAN',
    ...(['prepare', 'cutover', 'finish'] as const).flatMap((phase) => [
      '',
      titles[phase],
      '='.repeat(titles[phase].length),
      ...entries.filter((entry) => entry.phase === phase).flatMap(renderEntry),
    ]),
  ];
  return `${namePlan(lines.join('\n'), planFile)}\n`;
}

/** The steps of these entries alone, as they stand in the runbook. */
export function renderEntries(entries: readonly RunbookEntry[], planFile: string): string {
  return `${namePlan(entries.flatMap(renderEntry).join('\n'), planFile)}\n`;
}

const width = 80;

const titles: Readonly<Record<Phase, string>> = {
  prepare: 'prepare: before the night, while both services may run',
  cutover: 'cutover: the outage begins',
  finish: 'finish: the services come back',
};

function renderEntry(entry: RunbookEntry): readonly string[] {
  const { number, title, who, id, commands, seenBy, expect, otherwise, pointOfNoReturn } = entry;
  return [
    '',
    ...(pointOfNoReturn ? pointOfNoReturnLines : []),
    ...hang(`[  :  ] ${String(number).padStart(2)}. `, title),
    ...hang('    who:       ', who),
    ...(id === undefined ? [] : hang('    step:      ', id)),
    ...hang('    seen by:   ', seenBy),
    '',
    ...commands.flatMap(renderCommand),
    '',
    ...(expect === undefined ? [] : hang('    look for:  ', expect)),
    ...(otherwise === undefined ? [] : hang('    otherwise: ', otherwise)),
  ];
}

const pointOfNoReturnLines = [
  '*'.repeat(width),
  '*  POINT OF NO RETURN: from the first write of a running MAS on, going back',
  '*  loses what was written since. Up to here this goes back, in one command:',
  '*      syn2mas-plan rollback PLAN',
  '*'.repeat(width),
];

/** A remark may be broken, a command never. */
function renderCommand(line: string): readonly string[] {
  const shown = printable(line);
  return shown.startsWith('# ') ? hang('        # ', shown.slice(2), '        # ') : [`        ${shown}`.trimEnd()];
}

function hang(first: string, text: string, rest = ' '.repeat(first.length)): readonly string[] {
  return wrap(printable(text), width - first.length).map((line, index) => (index === 0 ? first : rest) + line);
}

function paragraph(text: string): readonly string[] {
  return wrap(printable(text), width);
}
