import type { ScalarValue } from './config-node.ts';

/** The tags that PyYAML's safe loader gives to plain scalars. Tried in this order, as it does. */
const implicitTags: readonly (readonly [tag: string, pattern: RegExp])[] = [
  ['bool', /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/],
  [
    'float',
    /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/,
  ],
  [
    'int',
    /^(?:[-+]?0b[01_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$/,
  ],
  ['merge', /^<<$/],
  ['null', /^(?:~|null|Null|NULL|)$/],
  [
    'timestamp',
    /^(?:\d{4}-\d\d-\d\d|\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?)$/,
  ],
  ['value', /^=$/],
];

/** The short tag (`int`, `bool`, `str` …) that PyYAML resolves a plain scalar without a tag to. */
export function implicitPyyamlTag(text: string): string {
  return implicitTags.find(([, pattern]) => pattern.test(text))?.[0] ?? 'str';
}

/**
 * The value that PyYAML's safe loader makes of a scalar with that tag; undefined where it raises an error, which
 * includes tags that it does not know.
 */
export function pyyamlScalar(tag: string, text: string): ScalarValue | undefined {
  switch (tag) {
    case 'str':
      return text;
    case 'null':
      return null;
    case 'bool':
      return { yes: true, no: false, true: true, false: false, on: true, off: false }[text.toLowerCase()];
    case 'int':
      return pyyamlInteger(text.replaceAll('_', ''));
    case 'float':
      return pyyamlFloat(text.replaceAll('_', '').toLowerCase());
    case 'timestamp':
      return pyyamlTimestamp(text);
    case 'binary':
      return /^[\x20-\x7e\s]*$/.test(text) ? Buffer.from(text, 'base64') : undefined;
    default:
      return undefined;
  }
}

/** Base 2, 8, 10, 16 and 60. A bigint only where a number would lose digits. */
function pyyamlInteger(text: string): number | bigint | undefined {
  const [, sign, digits = ''] = /^([-+]?)(.*)$/s.exec(text) ?? [];
  let size: bigint;
  if (/^0b[01]+$/.test(digits) || /^0x[0-9a-f]+$/i.test(digits)) size = BigInt(digits);
  else if (/^0[0-7]*$/.test(digits)) size = BigInt(`0o${digits}`);
  else if (/^[1-9]\d*(:\d+)*$/.test(digits))
    size = digits.split(':').reduce((sum, part) => sum * 60n + BigInt(part), 0n);
  else return undefined;
  const value = sign === '-' ? -size : size;
  const short = Number(value);
  return Number.isSafeInteger(short) ? short : value;
}

function pyyamlFloat(text: string): number | undefined {
  const [, sign, digits = ''] = /^([-+]?)(.*)$/s.exec(text) ?? [];
  const factor = sign === '-' ? -1 : 1;
  if (digits === '.inf') return factor * Number.POSITIVE_INFINITY;
  if (digits === '.nan') return Number.NaN;
  const parts = digits.split(':');
  if (!parts.every((part) => /^(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/.test(part))) return undefined;
  return factor * parts.reduce((sum, part) => sum * 60 + Number(part), 0);
}

/** Dates and times without a zone are taken as UTC; the program that we read for never compares them. */
function pyyamlTimestamp(text: string): Date | undefined {
  const match =
    /^(\d{4})-(\d\d?)-(\d\d?)(?:(?:[Tt]|[ \t]+)(\d\d?):(\d\d):(\d\d)(?:\.(\d*))?(?:[ \t]*(?:Z|([-+])(\d\d?)(?::(\d\d))?))?)?$/.exec(
      text,
    );
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const exists =
    year > 0 &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    hour < 24 &&
    minute < 60 &&
    second < 60;
  if (!exists) return undefined;
  const offsetMinutes = (Number(match[9] ?? 0) * 60 + Number(match[10] ?? 0)) * (match[8] === '-' ? -1 : 1);
  date.setUTCHours(hour, minute - offsetMinutes, second, Number((match[7] ?? '').padEnd(3, '0').slice(0, 3)));
  return date;
}
