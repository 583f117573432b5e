import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { planIdOf } from '../../plan/plan-id.ts';
import { databaseDigest } from './database-digest.ts';
import { type DemoDatabases, withOwner } from './demo-databases.ts';
import { inLines, runShown, type Stage } from './run-shown.ts';
import { syncProviders } from './sync-providers.ts';
import { demoApprover, demoPlanner, writeDemoKey } from './write-demo-key.ts';
import { writeExample } from './write-example.ts';

/** The story of the demo: one command after the other, each with the sentence that says why it matters. */
export async function playThrough(stage: Stage, databases: DemoDatabases): Promise<void> {
  const { directory, surroundings } = stage;
  const { homeserverYaml, masYaml } = writeExample(directory, databases.server, databases);
  writeWellKnown(join(directory, wellKnown));

  await runShown(
    {
      why: 'check says what stands in the way. It only reads, so it can run while Synapse does. Exit code 11: warnings, no errors.',
      args: ['check', ...inputs],
      exitCode: 11,
      lines: 40,
    },
    stage,
  );
  await runShown(
    {
      why: 'plan reads the same and writes everything that apply will do into one file. Nothing else is written.',
      args: ['plan', ...inputs, '--well-known', wellKnown, '--created-by', demoPlanner, '--out', 'plan.yaml'],
      exitCode: 11,
      lines: 20,
    },
    stage,
  );
  const shown = await runShown(
    {
      why: 'show is for the people who review the plan: what is shown is what will run. Reports for a pull request, a browser and psql are written too.',
      args: ['show', 'plan.yaml', '--format', 'text', ...reports.flatMap((report) => ['--output', report])],
      exitCode: 0,
      lines: 60,
    },
    stage,
  );
  await runShown(
    {
      why: 'apply runs only what people approved. So far nobody did: it refuses.',
      args: ['apply', 'plan.yaml'],
      exitCode: 13,
      lines: 10,
    },
    stage,
  );

  const { keyFile, signersFile } = writeDemoKey(directory);
  await runShown(
    {
      why: 'Whoever looked at the plan signs its bytes with an SSH key. On a terminal approve asks for the first characters of the id.',
      args: ['approve', 'plan.yaml', '--as', demoApprover, '--key', keyFile, '--plan-id', planIdIn(shown, directory)],
      exitCode: 0,
      lines: 20,
    },
    stage,
  );
  const apply = ['apply', 'plan.yaml', '--allowed-signers', signersFile, '--require-approvals', '1'];
  await runShown(
    {
      why: "The phase prepare runs days before, with both services up: MAS's configuration gets what it lacks.",
      args: [...apply, '--phase', 'prepare'],
      exitCode: 0,
      lines: 30,
    },
    stage,
  );
  surroundings.stdout.write(`
${inLines(steps)}
`);
  await withOwner(databases.server, databases.mas, (client) => syncProviders(client, masYaml));
  const before = await digests(databases);
  await runShown(
    {
      why: 'A rehearsal does everything up to the commit, then rolls back: it shows how long Synapse will be down.',
      args: [...apply, '--rehearse'],
      exitCode: 0,
      lines: 40,
    },
    stage,
  );
  await runShown(
    {
      why: 'The real thing: one transaction in the database of MAS, then the files. If anything had failed, nothing would have happened.',
      args: apply,
      exitCode: 0,
      lines: 60,
    },
    stage,
  );
  keepPatched(directory, [homeserverYaml, masYaml, join(directory, wellKnown)]);
  await runShown(
    {
      why: 'status says how far a plan got, and names the next command. After a crash this is the one to ask.',
      args: ['status', 'plan.yaml'],
      exitCode: 0,
      lines: 40,
    },
    stage,
  );
  await runShown(
    {
      why: 'verify compares every table of MAS, byte for byte, with what the plan makes of the data of Synapse.',
      args: ['verify', 'plan.yaml'],
      exitCode: 0,
      lines: 40,
    },
    stage,
  );
  await runShown(
    {
      why: 'Until MAS has started there is a way back. It was made with the plan.',
      args: ['rollback', 'plan.yaml'],
      exitCode: 0,
      lines: 40,
    },
    stage,
  );
  await runShown(
    {
      why: 'All of this was told in the audit log, the refused run too.',
      args: ['audit', 'show', 'plan.yaml'],
      exitCode: 0,
      lines: 40,
    },
    stage,
  );
  await runShown(
    {
      why: 'audit verify checks that nobody changed the log, a receipt, an approval or the journal in the database of MAS.',
      args: ['audit', 'verify', 'plan.yaml'],
      exitCode: 0,
      lines: 20,
    },
    stage,
  );
  await runShown(
    {
      why: 'bundle packs everything for an auditor, with a README that says how to check it without this program.',
      args: ['bundle', 'plan.yaml', '--out', 'plan.tar', '--journal', '--allowed-signers', signersFile],
      exitCode: 0,
      lines: 10,
    },
    stage,
  );
  surroundings.stdout.write(`\n${compare(before, await digests(databases))}`);
}

const steps =
  'The plan has steps for people. One is to run "mas-cli config sync", which writes the upstream providers into the database of MAS; ' +
  'as there is no MAS here, the demo writes these rows itself. Another is to stop Synapse and MAS.';
const wellKnown = 'www/.well-known/matrix/client';
const inputs = ['--synapse-config', 'homeserver.yaml', '--mas-config', 'mas.yaml'];
const reports = ['text=plan.txt', 'markdown=plan.md', 'html=plan.html', 'sql=plan.sql', 'runbook=plan.runbook'];

/** As a web server has it beside a Synapse of its own. */
function writeWellKnown(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, '{\n  "m.homeserver": {\n    "base_url": "https://matrix.example.org/"\n  }\n}\n');
}

function planIdIn(shown: string, directory: string): string {
  const planId = planIdOf(readFileSync(join(directory, 'plan.yaml')));
  if (!shown.includes(planId)) throw new Error('show did not print the id of the plan');
  return planId;
}

/** Copies of what apply made of the files, for rollback puts them back. */
function keepPatched(directory: string, files: readonly string[]): void {
  for (const file of files) {
    const copy = join(directory, 'patched', file.slice(directory.length));
    mkdirSync(dirname(copy), { recursive: true });
    copyFileSync(file, copy);
  }
}

interface Digests {
  readonly synapse: string;
  readonly mas: string;
}

async function digests({ server, synapse, mas }: DemoDatabases): Promise<Digests> {
  return {
    synapse: await withOwner(server, synapse, databaseDigest),
    mas: await withOwner(server, mas, databaseDigest),
  };
}

function compare(before: Digests, after: Digests): string {
  const lines = (['synapse', 'mas'] as const).map((name) => {
    if (before[name] !== after[name])
      throw new Error(`the database ${name} is not what it was: ${before[name]}, ${after[name]}`);
    return `  ${name.padEnd(8)} ${after[name]}\n`;
  });
  return `Both databases are what they were before apply: every table, row, constraint and index of the schema public.\n${lines.join('')}`;
}
