import { allRules } from '../../check/all-rules.ts';
import { renderExplanation, renderExplanationList } from '../../render/explanation.ts';
import { errorCatalog, exitCodes } from '../../support/error-catalog.ts';
import { planError } from '../../support/errors.ts';
import type { CommandContext } from '../start.ts';

/** `explain`: what a finding or an error code means, and what to do. */
export async function work({ stdout }: CommandContext, id: string | undefined): Promise<number> {
  const known = { rules: allRules, errors: errorCatalog };
  const text = id === undefined ? renderExplanationList(known) : renderExplanation(id, known);
  if (text === undefined) throw planError('UNKNOWN_ID', `Nothing is called ${id}.`);
  stdout.write(text);
  return exitCodes.done;
}
