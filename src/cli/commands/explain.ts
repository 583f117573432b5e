import type { Command } from 'commander';
import { allRules } from '../../check/all-rules.ts';
import { renderExplanation, renderExplanationList } from '../../render/explanation.ts';
import { errorCatalog, exitCodes } from '../../support/error-catalog.ts';
import { planError } from '../../support/errors.ts';
import type { Start } from '../start.ts';

/** `explain`: what a finding or an error code means, and what to do. */
export function addExplainCommand(program: Command, start: Start): void {
  program
    .command('explain')
    .description('Say what a finding or an error code means and what to do about it.')
    .argument('[id]', 'for example synapse/registration-enabled or STALE_FILE; without it, all are listed')
    .action(
      start(async ({ stdout }, id: string | undefined) => {
        const known = { rules: allRules, errors: errorCatalog };
        const text = id === undefined ? renderExplanationList(known) : renderExplanation(id, known);
        if (text === undefined) throw planError('UNKNOWN_ID', `Nothing is called ${id}.`);
        stdout.write(text);
        return exitCodes.done;
      }),
    );
}
