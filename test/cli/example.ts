import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { demoSource } from '../../src/cli/demo/write-example.ts';
import { writeCompleteExample, writeTestExample } from '../support/complete-example.ts';
import { createPair, type DatabasePair } from '../support/databases.ts';

/** The example of the demo with databases of its own. */
export interface Example {
  /** Holds homeserver.yaml and mas.yaml. */
  readonly cwd: string;
  readonly pair: DatabasePair;
}

/** `--synapse-config homeserver.yaml --mas-config mas.yaml` */
export const inputs: readonly string[] = ['--synapse-config', 'homeserver.yaml', '--mas-config', 'mas.yaml'];

/**
 * Makes both databases and writes the configuration; both are gone after the test. That of MAS has all that Synapse has,
 * or (`isGenerated`) is about what `mas-cli config generate` writes, as in the demo.
 */
export async function createExample(
  t: TestContext,
  options: { readonly users?: number; readonly isGenerated?: boolean; readonly mas?: '1.22' | '0.11' } = {},
): Promise<Example> {
  const pair = await createPair(t, options.mas === undefined ? {} : { mas: options.mas });
  await pair.synapse.client.query(`SET demo.users = ${options.users ?? 240}`);
  await pair.synapse.client.query(demoSource());
  const cwd = temporaryFolder(t);
  (options.isGenerated ? writeTestExample : writeCompleteExample)(cwd, pair.server, pair);
  return { cwd, pair };
}

/** An empty folder, gone after the test. */
export function temporaryFolder(t: TestContext): string {
  const cwd = realpathSync(mkdtempSync(join(tmpdir(), 'syn2mas-plan-test-')));
  t.after(() => rmSync(cwd, { recursive: true, force: true }));
  return cwd;
}
