import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databaseUri } from '../../src/cli/demo/create-database.ts';
import type { Cluster } from '../../src/cli/demo/embedded-cluster.ts';
import { readPlan } from '../../src/plan/read-plan.ts';
import { type Floor, measureFloor, saveCopied } from './floor.ts';
import { makeDatabases } from './make-databases.ts';
import { type TimedCommand, timeCommand } from './time-command.ts';

/** Everything that was measured with one number of users. */
export interface SizeResult {
  readonly users: number;
  /** Written into MAS. */
  readonly rows: number;
  readonly bytes: number;
  readonly plan: CommandResult & { readonly sourceSeconds: number };
  /** Floor and apply take turns; one of each for every round. */
  readonly floors: readonly Floor[];
  readonly applies: readonly CommandResult[];
  readonly verifies: readonly CommandResult[];
  readonly rollbacks: readonly CommandResult[];
  /** Of the other command, if one was given. */
  readonly peers: readonly number[];
}

/** The middle one, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.slice((sorted.length - 1) >> 1, (sorted.length >> 1) + 1);
  return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}

export interface CommandResult {
  readonly seconds: number;
  readonly megabytes: number;
  /** What takes its time, in the order in which it ended. */
  readonly parts: readonly { readonly name: string; readonly seconds: number }[];
}

export interface SizeOptions {
  readonly users: number;
  readonly rounds: number;
  readonly peer: string | undefined;
  readonly log: (message: string) => void;
}

/** Makes the data, plans, and then measures round by round: apply, verify, floor, the other command, rollback. */
export async function measureSize(cluster: Cluster, { users, rounds, peer, log }: SizeOptions): Promise<SizeResult> {
  const cwd = mkdtempSync(join(tmpdir(), 'syn2mas-plan-bench-'));
  try {
    log(`making ${users} users …`);
    const { synapse, mas, makeEmptyMas } = await makeDatabases(cluster, users, cwd);
    const inputs = ['--synapse-config', 'homeserver.yaml', '--mas-config', 'mas.yaml', '--out', 'plan.yaml'];
    const planned = commandResult(await timeCommand(['plan', ...inputs], { cwd, expected: [0, 11] }), 'query');
    const { plan, planId } = readPlan(readFileSync(join(cwd, 'plan.yaml')));
    const result = {
      floors: [] as Floor[],
      applies: [] as CommandResult[],
      verifies: [] as CommandResult[],
      rollbacks: [] as CommandResult[],
      peers: [] as number[],
    };
    let bytes = 0;
    for (let round = 1; round <= rounds; round += 1) {
      log(`round ${round} of ${rounds} …`);
      const apply = ['apply', 'plan.yaml', '--phase', 'cutover', '--plan-id', planId, '--unapproved', 'a benchmark'];
      result.applies.push(commandResult(await timeCommand(apply, { cwd }), 'step-ended'));
      result.verifies.push(commandResult(await timeCommand(['verify', 'plan.yaml'], { cwd }), 'table-compared'));
      if (round === 1) bytes = await saveCopied(cluster, mas, plan);
      result.rollbacks.push(commandResult(await timeCommand(['rollback', 'plan.yaml'], { cwd }), 'step-ended'));
      result.floors.push(await measureFloor(cluster, await makeEmptyMas('floor'), plan));
      if (peer === undefined) continue;
      const empty = await makeEmptyMas('peer');
      result.peers.push(
        timePeer(peer, cwd, { SYNAPSE_URI: databaseUri(cluster, synapse), MAS_URI: databaseUri(cluster, empty) }),
      );
    }
    const sourceSeconds = planned.parts.reduce((sum, part) => sum + part.seconds, 0);
    return { users, rows: plan.summary.rowsMigrated, bytes, plan: { ...planned, sourceSeconds }, ...result };
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

function commandResult({ seconds, megabytes, events }: TimedCommand, type: string): CommandResult {
  const parts = events
    .filter((event) => event.type === type && typeof event.durationMs === 'number')
    .map((event) => ({
      name: String(event.step ?? event.query ?? event.table),
      seconds: Number(event.durationMs) / 1000,
    }));
  return { seconds, megabytes, parts };
}

/** The other command finds the databases in its environment, and the configuration files in the folder that it starts in. */
function timePeer(command: string, cwd: string, env: Readonly<Record<string, string>>): number {
  const started = performance.now();
  const { status } = spawnSync('/bin/sh', ['-c', command], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error(`the other command ended with ${status}`);
  return (performance.now() - started) / 1000;
}
