import type { ConfigNode } from './config-node.ts';

/** Whether Python takes a value as true, which is how Synapse reads most of its switches: `"no"` is true there. */
export function isTruthy(node: ConfigNode | undefined): boolean {
  if (!node) return false;
  if (node.kind === 'mapping') return node.entries.size > 0;
  if (node.kind === 'sequence') return node.items.length > 0;
  if (node.value instanceof Uint8Array) return node.value.length > 0;
  // NaN, unlike here, is true in Python
  return Boolean(node.value) || Number.isNaN(node.value);
}
