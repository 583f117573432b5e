import { isMap, type Pair } from 'yaml';
import { startOfPair } from './node-spans.ts';
import type { OpenYaml } from './open-yaml.ts';
import { lineStart } from './text-lines.ts';

/** The spaces by which the first section of a document stands further to the right than its key; two where none does. */
export function indentStep({ text, root }: OpenYaml): string {
  for (const pair of root.items as readonly Pair[]) {
    const [inner] = isMap(pair.value) && !pair.value.flow ? (pair.value.items as readonly Pair[]) : [];
    if (!inner) continue;
    const step = column(text, inner) - column(text, pair);
    if (step > 0) return ' '.repeat(step);
  }
  return '  ';
}

function column(text: string, pair: Pair): number {
  const start = startOfPair(pair);
  return start - lineStart(text, start);
}
