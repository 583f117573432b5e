import type { FileStep } from '../../plan/types.gen.ts';
import { sha256 } from '../../support/digest.ts';
import { planError } from '../../support/errors.ts';

/**
 * The bytes of a file after its step: `content`, or the edits in place of bytes of the file as it was planned.
 * @throws PlanError PLAN_STEP when they do not have the digest that was reviewed
 */
export function resultBytes(step: FileStep, before: Uint8Array | undefined): Uint8Array {
  const after = step.content === undefined ? edit(step, before ?? new Uint8Array()) : Buffer.from(step.content);
  const digest = sha256(after);
  if (digest === step.after) return after;
  throw planError('PLAN_STEP', `${step.path}: the edits give ${digest}, planned ${step.after}.`, {
    place: { key: step.id },
  });
}

function edit({ id, path, edits = [] }: FileStep, before: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  let position = 0;
  for (const { offset, length, insert } of edits) {
    if (offset < position || offset + length > before.length) {
      throw planError('PLAN_STEP', `${path}: an edit at byte ${offset} does not fit the file.`, { place: { key: id } });
    }
    parts.push(before.subarray(position, offset), Buffer.from(insert));
    position = offset + length;
  }
  return Buffer.concat([...parts, before.subarray(position)]);
}
