import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, rmSync } from 'node:fs';
import { availableParallelism, constants } from 'node:os';
import { join, relative } from 'node:path';
import type { Server } from '../src/cli/demo/embedded-cluster.ts';
import { makeRsaKey } from '../src/cli/demo/write-example.ts';
import { environmentFor, givenServer } from './support/given-server.ts';
import { memoryFolder } from './support/memory-folder.ts';
import { prepareOlderSynapsePython, prepareSynapsePython } from './support/synapse-python.ts';
import { dropTemplates } from './support/template-database.ts';
import { startTestCluster } from './support/test-cluster.ts';

/**
 * Runs the tests: `node dist/test/run.js [PART]...`, all files or those whose path holds one of the parts. One PostgreSQL for all
 * of them, the embedded one or that of TEST_PGHOST; a real Synapse when the files want one. Ends with the code of `node --test`.
 */
async function run(parts: readonly string[]): Promise<number> {
  const files = testFiles(parts);
  if (files.length === 0) return refuse(`no test file has any of ${parts.join(', ')} in its path`);
  const environment = cleanEnvironment(process.env);
  const wanted = (part: string): boolean => files.some((file) => relative(testRoot, file).includes(part));
  const prepared = await Promise.all([
    wanted('synapse/') ? prepareSynapsePython() : undefined,
    wanted('older-synapse') ? prepareOlderSynapsePython() : undefined,
  ]);
  for (const [index, name] of ['TEST_SYNAPSE_PYTHON', 'TEST_OLDER_SYNAPSE_PYTHON'].entries()) {
    const one = prepared[index];
    if (one && 'problem' in one) return refuse(one.problem);
    if (one) environment[name] = one.python;
  }
  environment.TEST_RSA_KEY = makeRsaKey();
  const given = givenServer(process.env);
  if (given) return runFiles(files, environment, given).finally(() => dropTemplates(given));
  const folder = memoryFolder();
  if (folder !== undefined) process.env.TMPDIR = environment.TMPDIR = folder;
  try {
    const cluster = await startTestCluster();
    return await runFiles(files, environment, cluster).finally(() => cluster.stop());
  } finally {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  }
}

const testRoot = import.meta.dirname;

function testFiles(parts: readonly string[]): readonly string[] {
  const all = readdirSync(testRoot, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.js'));
  const wanted = all.filter((file) => parts.length === 0 || parts.some((part) => file.includes(part)));
  return wanted.sort().map((file) => join(testRoot, file));
}

/** What a developer's shell says about databases must not reach a test that asks what is used when nothing is said. */
function cleanEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^(PG[A-Z]+|MAS_.*|SOURCE_DATE_EPOCH)$/.test(name)),
  );
}

async function runFiles(files: readonly string[], environment: NodeJS.ProcessEnv, server: Server): Promise<number> {
  // One more than can run: each waits for a server, a Synapse or a browser from time to time.
  const concurrency = availableParallelism() + 1;
  const options = ['--test', `--test-concurrency=${concurrency}`, '--test-reporter=spec', '--enable-source-maps'];
  const failOnWarning = ['--import', new URL('support/fail-on-warning.js', import.meta.url).href];
  const child = spawn(process.execPath, [...options, ...failOnWarning, ...files], {
    stdio: 'inherit',
    env: { ...environment, ...environmentFor(server) },
  });
  // Its tests end first, then the server; a terminal tells the child by itself, a supervisor does not.
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => child.kill(name));
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  return code ?? 128 + constants.signals[signal ?? 'SIGTERM'];
}

function refuse(message: string): number {
  process.stderr.write(`${message}\n`);
  return 1;
}

process.exitCode = await run(process.argv.slice(2));
