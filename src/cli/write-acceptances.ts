import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { isAcceptable } from '../check/acceptances/accept-findings.ts';
import { allRules } from '../check/all-rules.ts';
import { possibleDecisions } from '../check/decisions/possible-decisions.ts';
import { needsDecision } from '../plan/finding-group.ts';
import type { Plan } from '../plan/types.gen.ts';
import { renderAcceptances } from '../render/acceptances.ts';
import { planError } from '../support/errors.ts';
import type { CommandContext } from './start.ts';
import { writeFileAtomically } from './write-file-atomically.ts';

/**
 * Writes what `--write-acceptances` asked for: decisions to fill in on what needs one and has none yet.
 * @throws PlanError PLAN_EXISTS rather than replace a file, FILE_UNWRITABLE
 */
export async function writeAcceptances(
  file: string | undefined,
  { findings, target }: Pick<Plan, 'findings' | 'target'>,
  { cwd, log }: Pick<CommandContext, 'cwd' | 'log'>,
): Promise<void> {
  if (file === undefined) return;
  const path = resolve(cwd, file);
  if (existsSync(path)) throw planError('PLAN_EXISTS', `${path} exists already.`, { place: { file: path } });
  const open = findings.filter((finding) => needsDecision(finding) && isAcceptable(finding, allRules));
  const possible = possibleDecisions(
    findings,
    target.providers.map(({ synapseIdpId }) => synapseIdpId),
  );
  await writeFileAtomically(path, renderAcceptances(open, possible));
  log.info(`Decisions to fill in: ${path}`);
}
