import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { planError } from '../../support/errors.ts';
import type { CommandContext } from '../start.ts';
import { databaseDigest } from './database-digest.ts';
import { createDemoDatabases, type DemoDatabases, withOwner } from './demo-databases.ts';
import { prepareDemoFolder } from './demo-folder.ts';
import { runShown, type Stage } from './run-shown.ts';
import { syncProviders } from './sync-providers.ts';
import { writeExample } from './write-example.ts';

export interface DemoRequest {
  /** Absolute. */
  readonly directory: string;
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
  stdout.write('Making a PostgreSQL, a Synapse database of 2,400 made-up users and an empty MAS database …\n');
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
  stdout.write(`\nEverything is in ${directory}: ${readdirSync(directory).join(', ')}\n`);
}

async function playThrough(stage: Stage, databases: DemoDatabases): Promise<void> {
  const { directory, surroundings } = stage;
  const { stdout } = surroundings;
  writeExample(directory, databases.server, databases);
  writeWellKnown(join(directory, wellKnown));

  await runShown({ why: whyCheck, args: ['check', ...inputs], exitCode: 11, lines: 40 }, stage);
  const planArgs = ['plan', ...inputs, '--well-known', wellKnown, '--out', 'plan.yaml'];
  await runShown({ why: whyPlan, args: planArgs, exitCode: 11, lines: 0 }, stage);
  const reports = ['markdown=plan.md', 'html=plan.html', 'sql=plan.sql', 'text=plan.txt'];
  const outputs = reports.flatMap((report) => ['--output', report]);
  await runShown({ why: whyShow, args: ['show', 'plan.yaml', '--format', 'text', ...outputs], exitCode: 0, lines: 60 }, stage);
  const planId = await readPlanId(stage);

  stdout.write(`\n${whySync}\n`);
  await withOwner(databases.server, databases.mas, (client) => syncProviders(client, join(directory, 'mas.yaml')));
  const before = await digests(databases);

  await runShown({ why: whyRefusal, args: ['apply', 'plan.yaml'], exitCode: 13, lines: 20 }, stage);
  const apply = ['apply', 'plan.yaml', '--plan-id', planId];
  await runShown({ why: whyRehearse, args: [...apply, '--rehearse'], exitCode: 0, lines: 30 }, stage);
  await runShown({ why: whyApply, args: apply, exitCode: 0, lines: 60 }, stage);
  keepPatched(directory);
  await runShown({ why: whyStatus, args: ['status', 'plan.yaml'], exitCode: 0, lines: 40 }, stage);
  await runShown({ why: whyVerify, args: ['verify', 'plan.yaml'], exitCode: 0, lines: 40 }, stage);
  await runShown({ why: whyRollback, args: ['rollback', 'plan.yaml'], exitCode: 0, lines: 40 }, stage);
  compareDigests(before, await digests(databases), surroundings);
}
