import type { Command } from 'commander';
import { addDatabaseOptions } from '../options.ts';
import type { Start } from '../start.ts';

/** `bundle`: one archive for an auditor. */
export function addBundleCommand(program: Command, start: Start): void {
  const command = program
    .command('bundle')
    .description(
      'Write one tar file with the plan, its approvals, receipts, audit log and reports, the schemas, and a README that says how to ' +
        'check all of it without this program.',
    )
    .argument('<plan>')
    .requiredOption('--out <file>', 'the archive to write')
    .option('--force', 'replace the file when it exists')
    .option('--journal', 'also the journal in the database of MAS; needs the configuration files that the plan names')
    .option('--approval <file...>', 'approvals that do not lie beside the plan; may be repeated')
    .option('--policy <file>', 'the policy that was in force, with the files that it names')
    .option('--allowed-signers <file>', 'who could approve, where no policy names it');
  addDatabaseOptions(command).action(start(() => import('../actions/bundle.ts')));
}
