import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { planError } from '../../support/errors.ts';
import type { CommandContext } from '../start.ts';
import { createDemoDatabases } from './demo-databases.ts';
import { prepareDemoFolder } from './demo-folder.ts';
import { playThrough } from './play-through.ts';

export interface DemoRequest {
  /** Absolute. */
  readonly directory: string;
  /** Absent: a PostgreSQL of its own. */
  readonly postgresUri?: string;
  readonly surroundings: CommandContext;
}

/**
 * Runs every command once on the example and leaves what they wrote in a folder.
 * @throws PlanError DEMO_POSTGRES, FILE_UNWRITABLE, INTERRUPTED; Error when a command does not do what it should
 */
export async function runDemo({ directory, postgresUri, surroundings }: DemoRequest): Promise<void> {
  const { stdout, signal } = surroundings;
  prepareDemoFolder(directory);
  stdout.write('Making a PostgreSQL with a Synapse database of 2,400 made-up users and an empty MAS database …\n');
  const databases = await createDemoDatabases(postgresUri);
  try {
    signal.throwIfAborted();
    let count = 0;
    await playThrough({ directory, surroundings, next: () => ++count }, databases);
  } catch (error) {
    throw signal.aborted ? planError('INTERRUPTED', 'Interrupted; the databases of the demo are gone.') : error;
  } finally {
    await databases.remove();
  }
  const names = readdirSync(directory).map((name) => `  ${name}\n`);
  stdout.write(`\nThe databases are gone. What the commands wrote is in ${join(directory, '/')}\n${names.join('')}`);
}
