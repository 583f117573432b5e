import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type SynapseClient, synapseClient } from './synapse-client.ts';
import type { SynapseConfig } from './synapse-config.ts';
import { synapsePython } from './synapse-python.ts';

/** A Synapse that runs. */
export interface RunningSynapse extends SynapseClient {
  /** Ends it and waits until it is gone; also done after the test. */
  stop(): Promise<void>;
}

/**
 * Starts a real Synapse with this configuration, and more files after it, and waits until it answers. Its output is shown only where it
 * does not start.
 */
export async function startSynapse(
  t: TestContext,
  config: SynapseConfig,
  more: readonly string[] = [],
  python = synapsePython(),
): Promise<RunningSynapse> {
  const files = [config.file, ...more].flatMap((file) => ['-c', file]);
  const child = spawn(python, ['-m', 'synapse.app.homeserver', ...files], {
    cwd: config.directory,
    env: { ...process.env, PYTHONWARNINGS: 'ignore' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
  const stop = (): Promise<void> => stopChild(child);
  t.after(stop);
  if (!(await isHealthy(child, config.url))) {
    await stop();
    throw new Error(`Synapse does not start:\n${Buffer.concat(output).toString().slice(-4000)}`);
  }
  return { ...synapseClient(config), stop };
}

/** Whether Synapse itself takes these configuration files, in this order, and what it says about them. */
export async function configAccepted(
  files: readonly string[],
): Promise<{ readonly ok: boolean; readonly output: string }> {
  const args = [
    '-W',
    'ignore',
    '-m',
    'synapse.config',
    'read',
    'server.server_name',
    ...files.flatMap((file) => ['-c', file]),
  ];
  try {
    const { stdout, stderr } = await promisify(execFile)(synapsePython(), args);
    return { ok: true, output: stdout + stderr };
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { readonly stdout?: string; readonly stderr?: string };
    return { ok: false, output: stdout + stderr };
  }
}

async function isHealthy(child: ChildProcess, url: string): Promise<boolean> {
  const end = Date.now() + startTimeoutMs;
  while (Date.now() < end && child.exitCode === null && child.signalCode === null) {
    const answer = await fetch(`${url}/health`).catch(() => undefined);
    if (answer?.ok) return true;
    await sleep(100);
  }
  return false;
}

/** It makes its schema first, on a machine that may be busy. */
const startTimeoutMs = 120_000;

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const insist = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await ended;
  clearTimeout(insist);
}
