import type { Phase, Plan } from '../../plan/types.gen.ts';
import { printable } from '../../support/printable.ts';
import { namePlan } from '../name-plan.ts';
import { outageAnswer } from '../view/outage-answer.ts';
import type { PastRun } from '../view/past-run.ts';
import { wrap } from '../wrap.ts';
import { type RunbookEntry, runbookEntries } from './runbook-entries.ts';
import { wayBackLines } from './way-back-lines.ts';

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
      'FILE is your allowed_signers; with a policy it is --policy FILE in place of --allowed-signers FILE. A box is for the time. What is seen by nobody is answered for by whoever approved the plan, or gives its id.',
    ),
    'Where you are, at any time and after anything that went wrong:',
    '',
    namePlan('    syn2mas-plan status PLAN', planFile),
    ...(['prepare', 'cutover', 'finish'] as const).flatMap((phase) => [
      '',
      titles[phase],
      '='.repeat(titles[phase].length),
      ...entries.filter((entry) => entry.phase === phase).flatMap((entry) => renderEntry(entry, planFile)),
    ]),
    ...renderWayBack(plan, planFile),
  ];
  return `${lines.join('\n')}\n`;
}

/** The steps of these entries alone, as they stand in the runbook. */
export function renderEntries(entries: readonly RunbookEntry[], planFile: string): string {
  return `${entries.flatMap((entry) => renderEntry(entry, planFile)).join('\n')}\n`;
}

const width = 80;

const titles: Readonly<Record<Phase, string>> = {
  prepare: 'prepare: before the night, while both services may run',
  cutover: 'cutover: the outage begins',
  finish: 'finish: the services come back',
};

/** At the end, for a night that goes wrong late. */
function renderWayBack(plan: Plan, planFile: string): readonly string[] {
  const named = (text: string): string => namePlan(printable(text), planFile);
  const lines = wayBackLines(plan);
  const title = 'the way back beyond the point of no return';
  if (lines.length === 0) return [];
  return [
    '',
    title,
    '='.repeat(title.length),
    ...lines.flatMap((line) =>
      'command' in line ? renderCommand(named(line.command)) : ['', ...paragraph(named(line.words))],
    ),
  ];
}

function renderEntry(entry: RunbookEntry, planFile: string): readonly string[] {
  const { number, title, who, id, commands, seenBy, expect, otherwise, pointOfNoReturn } = entry;
  const named = (text: string): string => namePlan(printable(text), planFile);
  return [
    '',
    ...(pointOfNoReturn ? pointOfNoReturnLines.map(named) : []),
    ...hang(`[  :  ] ${String(number).padStart(2)}. `, printable(title)),
    ...hang('    who:       ', printable(who)),
    ...(id === undefined ? [] : hang('    step:      ', printable(id))),
    ...hang('    seen by:   ', printable(seenBy)),
    '',
    ...commands.map(named).flatMap(renderCommand),
    '',
    ...(expect === undefined ? [] : hang('    look for:  ', named(expect))),
    ...(otherwise === undefined ? [] : hang('    otherwise: ', named(otherwise))),
  ];
}

const pointOfNoReturnLines = [
  '*'.repeat(width),
  '*  POINT OF NO RETURN: from the first write of a running MAS on, going back',
  '*  loses what was written since. Up to here this goes back, in one command:',
  '*      syn2mas-plan rollback PLAN',
  '*  The way back beyond it stands at the end.',
  '*'.repeat(width),
];

/** A remark may be broken, a command never. */
function renderCommand(shown: string): readonly string[] {
  return shown.startsWith('# ') ? hang('        # ', shown.slice(2), '        # ') : [`        ${shown}`.trimEnd()];
}

function hang(first: string, text: string, rest = ' '.repeat(first.length)): readonly string[] {
  return wrap(text, width - first.length).map((line, index) => (index === 0 ? first : rest) + line);
}

function paragraph(text: string): readonly string[] {
  return wrap(printable(text), width);
}
