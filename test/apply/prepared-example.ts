import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { Client } from 'pg';
import { backupPath, createdPath } from '../../src/apply/files/file-names.ts';
import { syncProviders } from '../../src/cli/demo/sync-providers.ts';
import type { FileStep, Plan, SecretStep, Undo } from '../../src/plan/types.gen.ts';
import { sha256 } from '../../src/support/digest.ts';
import { type PlannedExample, planExample } from './planned-example.ts';

/**
 * The example with a plan that has files of the phase `prepare`: a secret, a patch of mas.yaml, and a new file. The providers are
 * not in the database of MAS, as long as nobody runs `sync`.
 */
export interface PreparedExample extends PlannedExample {
  /** What the phase `prepare` writes, in order. */
  readonly prepareFiles: readonly string[];
  readonly masYaml: string;
  /** Stands for `mas-cli config sync`. */
  sync(): Promise<void>;
  /** A session as the service has it. */
  connectAs(service: 'synapse' | 'mas'): Promise<Client>;
}

export async function prepareExample(t: TestContext): Promise<PreparedExample> {
  const example = await planExample(t);
  await example.mas.query('DELETE FROM upstream_oauth_providers');
  const masYaml = join(example.cwd, 'mas.yaml');
  const planned = example.withPlan(withPrepareFiles);
  return {
    ...planned,
    masYaml,
    prepareFiles: ['client-secret', 'mas.yaml', 'mas-extra.yaml'].map((name) => join(example.cwd, name)),
    sync: () => syncProviders(example.mas, masYaml),
    connectAs: async (service) => {
      const client = new Client({ connectionString: example.pair[service].uri });
      client.on('error', () => {});
      await client.connect();
      t.after(() => client.end());
      return client;
    },
  };
}

/** The plan with three more files, which stand in its order before what people do. */
export function withPrepareFiles(plan: Plan): Plan {
  const files = prepareSteps(plan);
  const undo = files.map((step): Undo => {
    const entry = {
      id: `undo/${step.id.replace('/', '-')}`,
      kind: 'restore-file' as const,
      title: '',
      path: step.path,
    };
    if (step.kind !== 'file' || step.before === undefined || step.backup === undefined) return entry;
    return { ...entry, backup: step.backup, before: step.before };
  });
  return {
    ...plan,
    steps: [...files, ...plan.steps],
    undo: [...plan.undo, ...undo.reverse()],
    summary: { ...plan.summary, files: [...files.map(({ path }) => path), ...plan.summary.files] },
  };
}

function prepareSteps({ target, seed }: Plan): readonly (FileStep | SecretStep)[] {
  const path = target.configFiles[0]?.path ?? '';
  const bytes = readFileSync(path);
  const insert = '# prepared\n';
  const common = { phase: 'prepare', title: 'A test', reason: 'A test.' } as const;
  const content = 'extra: true\n';
  return [
    {
      ...common,
      id: 'secret/client-secret',
      kind: 'secret',
      path: join(dirname(path), 'client-secret'),
      mode: '0600',
      from: { file: path, key: 'matrix.secret' },
    },
    {
      ...common,
      id: 'file/mas.yaml',
      kind: 'file',
      path,
      before: sha256(bytes),
      after: sha256(Buffer.concat([bytes, Buffer.from(insert)])),
      backup: backupPath(path, seed),
      edits: [{ offset: bytes.length, length: 0, insert }],
      diff: '',
    },
    {
      ...common,
      id: 'file/mas-extra.yaml',
      kind: 'file',
      path: join(dirname(path), 'mas-extra.yaml'),
      after: sha256(content),
      mode: '0640',
      content,
      diff: '',
    },
  ];
}

/** Names of what prepare leaves in the folder: its files, the backup and the mark. */
export function preparedNames({ plan, masYaml, cwd, prepareFiles }: PreparedExample): readonly string[] {
  const beside = [backupPath(masYaml, plan.seed), createdPath(prepareFiles[0] ?? '', plan.seed)];
  return [...prepareFiles.filter((path) => path !== masYaml), ...beside].map((path) => path.slice(cwd.length + 1));
}
