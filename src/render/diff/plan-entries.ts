import type { Finding, Plan } from '../../plan/types.gen.ts';
import { formatDuration } from '../format-duration.ts';
import { estimateOutage } from '../view/estimate-outage.ts';
import { measuredRates } from '../view/measured-rates.ts';
import { type QuestionId, questions } from '../view/questions.ts';
import { adminsEntries, changesEntries, loginsEntries, rowsEntries } from './data-entries.ts';
import { type Entry, entry } from './entry.ts';
import { bridgesEntries, sqlEntries, wayBackEntries } from './step-entries.ts';
import { acceptedEntries, notCheckedEntries, trueForEntries } from './trust-entries.ts';

/** What a plan says to one question. */
export interface EntryGroup {
  readonly id: string;
  readonly title: string;
  readonly entries: readonly Entry[];
}

/** Everything that a plan says, by question, then what belongs to none of them. Nothing that stands in a plan is missing. */
export function planEntries(plan: Plan): readonly EntryGroup[] {
  return [
    ...questions.map(([id, title]) => ({ id, title, entries: byQuestion[id](plan) })),
    { id: 'findings', title: 'What was found', entries: plan.findings.map(findingEntry) },
    {
      id: 'options',
      title: 'What happens to each option of homeserver.yaml',
      entries: (plan.options ?? []).map((option) => entry(option.key, option)),
    },
    { id: 'other', title: 'Everything else', entries: otherEntries(plan) },
  ];
}

const byQuestion: Readonly<Record<QuestionId, (plan: Plan) => readonly Entry[]>> = {
  changes: changesEntries,
  sql: sqlEntries,
  rows: rowsEntries,
  logins: loginsEntries,
  admins: adminsEntries,
  bridges: bridgesEntries,
  accepted: acceptedEntries,
  'true-for': trueForEntries,
  outage: outageEntries,
  'no-return': ({ summary }) => [entry('The point of no return', summary.pointOfNoReturn)],
  'way-back': wayBackEntries,
  'not-checked': notCheckedEntries,
};

function outageEntries(plan: Plan): readonly Entry[] {
  const { estimate } = plan.summary;
  const seconds = estimate
    ? estimate.durationMs / 1000
    : estimateOutage(plan, measuredRates).reduce((sum, part) => sum + part.seconds, 0);
  return [
    entry('Estimate for apply', formatDuration(seconds)),
    ...(estimate ? [entry('What was measured in a rehearsal', estimate)] : []),
  ];
}

/** Not named by files and lines, which move while a finding stays what it is. */
function findingEntry({ acceptance: _, ...finding }: Finding): Entry {
  const places = finding.where.flatMap(({ key, table }) => key ?? table ?? []);
  return entry([finding.id, ...places].join(', '), finding);
}

/** Fields of newer plans too, whatever they are called. */
function otherEntries(plan: Plan): readonly Entry[] {
  const {
    created: _created,
    tool: _tool,
    seed: _seed,
    choices: _choices,
    source: _source,
    target: _target,
    findings: _findings,
    options: _options,
    decisions: _decisions,
    appservices: _appservices,
    accounting: _accounting,
    logins: _logins,
    steps: _steps,
    undo: _undo,
    assumptions: _assumptions,
    ...others
  } = plan;
  return [
    entry('The parts of the plan', Object.keys(plan).sort()),
    ...Object.entries(others).map(([name, value]) => entry(name, value)),
  ];
}
