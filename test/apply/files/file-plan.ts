import { join } from 'node:path';
import type { FileStep, Plan, SecretStep, Undo } from '../../../src/plan/types.gen.ts';
import { sha256 } from '../../../src/support/digest.ts';
import { Secret } from '../../../src/support/secret.ts';
import { common, smallPlan } from '../small-plan.ts';
import type { Folder } from './folder.ts';

export const before = 'server_name: example.org\n# Grüße\npassword_config: {}\n';
export const after = 'server_name: example.org\n# Grüße\nmatrix_authentication_service:\n  enabled: true\n';
export const content = '{}\n';
export const value = 'correct horse';

/** Where the parts of the plan are, in the folder. */
export const names = { homeserver: 'homeserver.yaml', wellKnown: 'client.json', secret: 'mas-secret' } as const;
export const backupName = 'homeserver.yaml.before-mas-01234567';

/** A plan that patches homeserver.yaml, makes a file and writes a secret, with the way back. */
export function filePlan(folder: Pick<Folder, 'path'>, over: { readonly patch?: Partial<FileStep> } = {}): Plan {
  const steps = [secretStep(folder), { ...patchStep(folder), ...over.patch }, wellKnownStep(folder)];
  const undo = [...steps].reverse().map((step): Undo => {
    const entry = {
      id: `undo/${step.id.replace('/', '-')}`,
      kind: 'restore-file' as const,
      title: '',
      path: step.path,
    };
    if (step.kind !== 'file' || step.before === undefined || step.backup === undefined) return entry;
    return { ...entry, backup: step.backup, before: step.before };
  });
  return smallPlan({ steps, undo, masConfig: folder.path('mas.yaml') });
}

export const secretSource = { resolveSecret: () => new Secret('matrix.secret', value) };

function patchStep(folder: Pick<Folder, 'path'>): FileStep {
  const offset = Buffer.from(before).indexOf('password_config');
  return {
    ...common('file/homeserver.yaml'),
    kind: 'file',
    path: folder.path(names.homeserver),
    before: sha256(before),
    after: sha256(after),
    backup: folder.path(backupName),
    edits: [
      { offset, length: 'password_config: {}'.length, insert: 'matrix_authentication_service:' },
      { offset: Buffer.byteLength(before) - 1, length: 0, insert: '\n  enabled: true' },
    ],
    diff: '',
  };
}

function wellKnownStep(folder: Pick<Folder, 'path'>): FileStep {
  const path = folder.path(names.wellKnown);
  return {
    ...common('file/well-known-client'),
    ...{ kind: 'file', path, after: sha256(content), mode: '0644', content, diff: '' },
  };
}

function secretStep(folder: Pick<Folder, 'path'>): SecretStep {
  return {
    ...common('secret/mas-shared-secret'),
    kind: 'secret',
    path: folder.path(names.secret),
    mode: '0600',
    ownerOf: folder.path(names.homeserver),
    from: { file: join(folder.path('mas.yaml')), key: 'matrix.secret' },
  };
}
