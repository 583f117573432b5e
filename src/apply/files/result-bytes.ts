import type { FileStep } from '../../plan/types.gen.ts';
import { sha256 } from '../../support/digest.ts';
import { planError } from '../../support/errors.ts';
import { yamlString } from '../../support/yaml-string.ts';
import type { SecretSource } from './secret-source.ts';

/**
 * The bytes of a file after its step: `content`, or the edits in place of bytes of the file as it was planned. A secret
 * that an edit names is written as a string of JSON.
 * @throws PlanError PLAN_STEP when they do not have the digest that was reviewed; whatever the source of secrets throws
 */
export function resultBytes(step: FileStep, before: Uint8Array | undefined, secrets: SecretSource): Uint8Array {
  const after =
    step.content === undefined ? edit(step, before ?? new Uint8Array(), secrets) : Buffer.from(step.content);
  const digest = sha256(after);
  if (digest === step.after) return after;
  throw planError('PLAN_STEP', `${step.path}: the edits give ${digest}, planned ${step.after}.`, {
    place: { key: step.id },
  });
}

function edit({ id, path, edits = [] }: FileStep, before: Uint8Array, { resolveSecret }: SecretSource): Uint8Array {
  const parts: Uint8Array[] = [];
  let position = 0;
  for (const { offset, length, insert, secretOf } of edits) {
    if (offset < position || offset + length > before.length) {
      throw planError('PLAN_STEP', `${path}: an edit at byte ${offset} does not fit the file.`, { place: { key: id } });
    }
    const inserted = secretOf ? yamlString(resolveSecret(secretOf).reveal()) : insert;
    parts.push(before.subarray(position, offset), Buffer.from(inserted));
    position = offset + length;
  }
  return Buffer.concat([...parts, before.subarray(position)]);
}
