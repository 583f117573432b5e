import type { OperatorStep } from '../../plan/types.gen.ts';
import { shellWord } from '../../support/shell-word.ts';
import { dumpDatabase } from './dump-database.ts';
import type { OperatorFacts } from './operator-facts.ts';
import { note, operatorStep } from './operator-step.ts';

/** The folder that the backup step makes. */
export const backupFolder = 'before-mas';

/** prepare: both databases and every file that the plan changes. */
export function backupStep({
  synapseDatabase,
  masDatabase,
  changedFiles,
}: Pick<OperatorFacts, 'synapseDatabase' | 'masDatabase' | 'changedFiles'>): OperatorStep {
  const files = changedFiles.map(shellWord).join(' ');
  const dumps = [
    dumpDatabase(synapseDatabase, `${backupFolder}/synapse`),
    dumpDatabase(masDatabase, `${backupFolder}/mas`),
  ];
  return operatorStep('prepare', 'backup', {
    title: 'Make backups of both databases and of the files',
    reason:
      'The way back by this plan loses what people do once MAS runs, and a disk may break. A backup is there all the same. No guard can see a backup: whoever makes it answers for it, and reads it once.',
    who: 'whoever runs the database server',
    expect: 'Every command ends without an error; pg_restore --list names the tables.',
    otherwise: 'Do not go on: without a backup nothing brings back what a broken disk takes.',
    instructions: [
      note('Passwords come from PGPASSFILE or are asked for. Dumps hold secrets: nobody else may read them.'),
      'umask 077',
      `mkdir -p ${backupFolder}`,
      ...dumps.flatMap(({ make }) => make),
      ...(files === '' ? [] : [`tar --create --file=${backupFolder}/files.tar ${files}`]),
      note('What can be read can be restored: the contents, then every byte.'),
      ...dumps.flatMap(({ check }) => check),
      ...(files === '' ? [] : [`tar --list --file=${backupFolder}/files.tar`]),
    ],
  });
}
