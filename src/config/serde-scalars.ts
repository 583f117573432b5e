import type { ScalarValue } from './config-node.ts';

/** The value that serde_yaml, MAS's reader, makes of a plain scalar without a tag: YAML 1.2, and `0077` is a string. */
export function serdeScalar(text: string): ScalarValue {
  if (/^(?:~|null|Null|NULL|)$/.test(text)) return null;
  if (/^(?:true|True|TRUE)$/.test(text)) return true;
  if (/^(?:false|False|FALSE)$/.test(text)) return false;
  if (/^[-+]?0\d+$/.test(text)) return text;
  if (/^[-+]?(?:0x[0-9a-fA-F]+|0o[0-7]+|0b[01]+|\d+)$/.test(text)) return serdeInteger(text);
  if (/^[-+]?\.(?:inf|Inf|INF)$/.test(text))
    return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (/^\.(?:nan|NaN|NAN)$/.test(text)) return Number.NaN;
  const float = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(float) ? float : text;
}

/** A bigint only where a number would lose digits; beyond 128 bits it is a float, as there. */
function serdeInteger(text: string): number | bigint {
  const size = BigInt(text.replace(/^[-+]/, ''));
  const value = text.startsWith('-') ? -size : size;
  const short = Number(value);
  const fits = value < 2n ** 128n && value >= -(2n ** 127n);
  return Number.isSafeInteger(short) || !fits ? short : value;
}
