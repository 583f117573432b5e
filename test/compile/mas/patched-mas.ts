import assert from 'node:assert/strict';
import { patchMasConfig } from '../../../src/compile/mas/patch-mas-config.ts';
import { applyFileEdits } from '../../../src/compile/yaml/to-file-edits.ts';
import type { SourceFile } from '../../../src/config/config-tree.ts';
import { readMasTree } from '../../../src/config/mas-tree.ts';
import { readMovableSecret } from '../../../src/config/read-movable-secret.ts';
import { masConfig, synapseConfig } from '../build-configs.ts';

export const plan = { seed: '0123456789abcdef0123456789abcdef', createdAt: '2026-01-02T03:04:05Z' };

/** MAS's configuration beside a homeserver.yaml, after the steps of its plan, which hold what they say. */
export function patchedMas(homeserver: Parameters<typeof synapseConfig>[0], mas?: Parameters<typeof masConfig>[0]) {
  const synapse = synapseConfig(homeserver);
  const before = masConfig(mas);
  const patch = patchMasConfig(synapse, before, plan);
  for (const step of patch.steps) {
    const file = before.tree.files.find((candidate) => candidate.path === step.path) as SourceFile;
    const after = applyFileEdits(file.bytes, step.edits ?? [], (from) => readMovableSecret(from, synapse));
    assert.equal(step.before, file.sha256);
    assert.equal(step.after, patch.files.find(({ path }) => path === step.path)?.sha256);
    assert.equal(Buffer.from(after).toString(), patch.files.find(({ path }) => path === step.path)?.text);
    assert.ok(!JSON.stringify(step).includes('S3CRET'));
  }
  const { tree } = readMasTree(patch.files, [], {});
  return { ...patch, tree, text: patch.files.map(({ text }) => text).join('') };
}
