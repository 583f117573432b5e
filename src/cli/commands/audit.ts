import { type Command, InvalidArgumentError, Option } from 'commander';
import { addDatabaseOptions } from '../options.ts';
import type { Start } from '../start.ts';

/** `audit`: what happened to a plan, and whether what tells of it is whole. */
export function addAuditCommand(program: Command, start: Start): void {
  const audit = program
    .command('audit')
    .description('Show what happened to a plan, and check that nobody changed what tells of it.');
  const verify = audit
    .command('verify')
    .description(
      'Check the audit log, the receipts, the approvals and the journal in the database of MAS against each other. Writes nothing.',
    )
    .argument('<plan>')
    .option('--no-database', 'do not ask the journal in the database of MAS')
    .option('--approval <file...>', 'approvals that do not lie beside the plan; may be repeated')
    .addOption(
      new Option('--noted <hash>', 'of a line of the log, as it was noted elsewhere: it must still be there').argParser(
        hash,
      ),
    );
  addDatabaseOptions(verify).action(start(() => import('../actions/audit-verify.ts')));
  audit
    .command('show')
    .description('Show what happened to a plan, as its audit log and receipts tell. Needs no database.')
    .argument('<plan>')
    .addOption(new Option('--format <format>', 'of the result').choices(['text', 'json']).default('text'))
    .action(start(() => import('../actions/audit-show.ts')));
}

function hash(text: string): string {
  if (/^sha256:[0-9a-f]{64}$/.test(text)) return text;
  throw new InvalidArgumentError('It must be sha256: and 64 hexadecimal digits.');
}
