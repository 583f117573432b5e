import type { ScalarValue } from './config-node.ts';
import { implicitPyyamlTag, pyyamlScalar } from './pyyaml-scalars.ts';
import { serdeScalar } from './serde-scalars.ts';

/** What one YAML reader makes of the same text. The syntax is the same for both, the meaning of scalars is not. */
export interface YamlDialect {
  /** The program whose reader this is, for messages. */
  readonly program: 'Synapse' | 'MAS';
  /** The value of a scalar; undefined where the reader refuses it. `tag` is short (`int`) for the tags of YAML itself. */
  scalar(tag: string | undefined, text: string, isPlain: boolean): ScalarValue | undefined;
  /** `<<` merges, unknown tags are refused, `!!set` and `!!omap` are known: YAML 1.1 as PyYAML has it. */
  readonly isPyyaml: boolean;
}

/** PyYAML's `safe_load`, Synapse's reader. */
export const pyyamlDialect: YamlDialect = {
  program: 'Synapse',
  isPyyaml: true,
  scalar: (tag, text, isPlain) =>
    pyyamlScalar(tag && tag !== '!' ? tag : isPlain || tag === '!' ? implicitPyyamlTag(text) : 'str', text),
};

/** serde_yaml under figment, the reader of MAS. */
export const serdeDialect: YamlDialect = {
  program: 'MAS',
  isPyyaml: false,
  scalar(tag, text, isPlain) {
    const value = serdeScalar(text);
    if (tag === 'null') return value === null ? value : undefined;
    if (tag === 'bool') return typeof value === 'boolean' ? value : undefined;
    if (tag === 'int' || tag === 'float')
      return typeof value === 'number' || typeof value === 'bigint' ? value : undefined;
    const isOwn = tag === undefined || tag.startsWith('!');
    return isOwn && isPlain ? value : text;
  },
};
