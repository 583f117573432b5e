import assert from 'node:assert/strict';
import { patchHomeserver } from '../../src/compile/patch-homeserver.ts';
import { applyFileEdits } from '../../src/compile/yaml/to-file-edits.ts';
import type { SynapseConfig } from '../../src/config/synapse-config.ts';
import type { FileStep, SecretStep } from '../../src/plan/types.gen.ts';
import { sha256 } from '../../src/support/digest.ts';
import { masConfig, synapseConfig } from './build-configs.ts';
import { templates } from './templates.ts';

const seed = '0123456789abcdef';

/** A configuration after the steps of its plan, which hold what they say of bytes and hashes. */
export function patched(config: SynapseConfig, mas = masConfig(), choices: object = {}) {
  const { steps } = patchHomeserver(config, mas, { seed, ...choices }, templates);
  const files = steps.filter((step): step is FileStep => step.kind === 'file');
  const texts = Object.fromEntries(
    config.tree.files.map((file) => {
      const step = files.find((candidate) => candidate.path === file.path);
      if (!step) return [file.path, file.text];
      const after = applyFileEdits(file.bytes, step.edits ?? []);
      assert.equal(step.before, sha256(file.bytes));
      assert.equal(step.after, sha256(after));
      return [file.path, Buffer.from(after).toString('utf8')];
    }),
  );
  return {
    steps,
    files,
    secrets: steps.filter((step): step is SecretStep => step.kind === 'secret'),
    texts,
    config: synapseConfig(texts),
  };
}

/** The text of one homeserver.yaml after its plan. */
export function one(text: string, mas?: Parameters<typeof masConfig>[0], choices?: object): string {
  return patched(synapseConfig(text), mas === undefined ? undefined : masConfig(mas), choices).texts[
    '/etc/synapse/homeserver.yaml'
  ] as string;
}

/** What a homeserver.yaml gets beside the MAS of the tests. */
export const section =
  'matrix_authentication_service:\n  enabled: true\n  endpoint: "http://127.0.0.1:8090/"\n  secret_path: "/run/secrets/mas"\n';
