import type { OperatorStep } from '../../plan/types.gen.ts';
import { shellWord } from '../../support/shell-word.ts';
import { backupFolder } from './backup-step.ts';
import { asMas, masCli } from './mas-cli.ts';
import type { OldClient } from './old-client.ts';
import type { OperatorFacts } from './operator-facts.ts';
import { note, operatorStep } from './operator-step.ts';

/** finish: what is left over when nobody wants the way back any more. */
export function cleanUpStep({
  providers,
  backups,
  oldClient,
  masConfigFiles,
}: Pick<OperatorFacts, 'providers' | 'backups' | 'oldClient' | 'masConfigFiles'>): OperatorStep {
  return operatorStep('finish', 'clean-up', {
    title: 'Clean up when the old ways are not needed any more',
    reason:
      'Until then they are the way back. Later an old redirect URI is an address too many, and backups hold secrets. Nothing checks this: whoever decides that the move is over answers for it.',
    who: 'whoever decides that the move is over',
    otherwise: 'Leave everything where it is: nothing of it is in the way.',
    instructions: [
      ...providers.map((provider) =>
        note(`Remove the redirect URI of Synapse at ${provider.issuer ?? provider.name}: ${provider.redirectUri.old}`),
      ),
      ...(oldClient ? removeClient(oldClient, masConfigFiles) : []),
      note('Delete what was kept from before; backups can then be gone too:'),
      ...backups.map((path) => `rm ${shellWord(path)}`),
      `rm -r ${backupFolder}`,
    ],
  });
}

/** `config sync --prune` deletes all that the configuration lacks, so it is looked at first. */
function removeClient({ clientId, place }: OldClient, masConfigFiles: readonly string[]): readonly string[] {
  const where = place?.file === undefined ? 'where clients of MAS has it' : `at ${place.file}:${place.line ?? 1}`;
  const client = clientId === undefined ? '' : ` ${clientId}`;
  return [
    note(`Remove the client${client} of experimental_features.msc3861, ${where}: Synapse does not use it any more.`),
    note(`See first what else would be deleted. ${asMas}`),
    masCli(masConfigFiles, 'config sync --prune --dry-run'),
    note('Then the same without --dry-run.'),
  ];
}
