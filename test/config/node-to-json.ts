import type { ConfigNode, ScalarValue } from '../../src/config/config-node.ts';

/** A node as JSON, in the form of the corpus: what JSON cannot say stands as `{$date}`, `{$float}` and so on. */
export function nodeToJson(node: ConfigNode | undefined, around: readonly ConfigNode[] = []): unknown {
  if (node === undefined) return null;
  if (around.includes(node)) return { $cycle: true };
  const inside = [...around, node];
  if (node.kind === 'mapping') {
    return Object.fromEntries([...node.entries].map(([key, entry]) => [key, nodeToJson(entry.node, inside)]));
  }
  if (node.kind === 'sequence') return node.items.map((item) => nodeToJson(item, inside));
  return scalarToJson(node.value);
}

function scalarToJson(value: ScalarValue): unknown {
  if (value instanceof Date) return { $date: value.toISOString() };
  if (value instanceof Uint8Array) return { $binary: Buffer.from(value).toString('base64') };
  if (typeof value === 'bigint') return { $integer: String(value) };
  if (typeof value !== 'number' || Number.isFinite(value)) return Object.is(value, -0) ? 0 : value;
  return { $float: { Infinity: 'inf', '-Infinity': '-inf', NaN: 'nan' }[String(value)] };
}
