import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { planError } from '../../support/errors.ts';

/**
 * Makes the folder of the demo, empty. One that an earlier demo left is emptied; it is known by its note.
 * @throws PlanError FILE_UNWRITABLE where the folder holds anything else, or cannot be made
 */
export function prepareDemoFolder(directory: string): void {
  const note = join(directory, noteName);
  if (existsSync(directory) && !existsSync(note) && readdirSync(directory).length > 0) {
    throw planError('FILE_UNWRITABLE', `${directory} is not empty, and no demo made it.`, {
      place: { file: directory },
      remedy: 'Name another folder by --directory.',
    });
  }
  try {
    if (existsSync(note)) rmSync(directory, { recursive: true });
    mkdirSync(directory, { recursive: true });
    writeFileSync(note, noteText);
  } catch (error) {
    throw planError('FILE_UNWRITABLE', `${directory} cannot be made.`, { place: { file: directory } }, error);
  }
}

const noteName = 'what-is-this.txt';

const noteText = `Made by: syn2mas-plan demo. The next demo empties this folder.

homeserver.yaml, mas.yaml   the configuration of a made-up homeserver, as it is after rollback: as it was before
www/                        what its web server serves as .well-known/matrix/client
plan.yaml                   the plan: what was reviewed, and what ran
plan.txt .md .html .sql     the same plan for people and for psql
patched/                    copies of the files as apply wrote them
plan.yaml.receipt-*.json    what each apply and the rollback did
plan.yaml.audit.jsonl       the audit log
plan.tar                    all of it, for an auditor
output/                     every command with all that it answered
`;
