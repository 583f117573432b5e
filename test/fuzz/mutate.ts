import { oddKeys, oddValues } from './odd-values.ts';
import type { Random } from './random.ts';

/** Changes a text at one to four places, as people, templates and broken disks do. */
export function mutate(text: string, random: Random): string {
  const times = 1 + random.below(4);
  let changed = text;
  for (let time = 0; time < times; time++) changed = random.pick(mutations)(changed, random);
  return changed;
}

type Mutation = (text: string, random: Random) => string;

/** The first ones keep most texts readable, so they stand more than once. */
const mutations: readonly Mutation[] = [
  ...[replaceValue, replaceValue, replaceValue, replaceValue, replaceBlock, replaceBlock, replaceInFlow, replaceInFlow],
  ...[renameKey, removeLine, removeLine, repeatLine, moveLine, reindentLine, swapKeys, borrowValue, addLine],
  ...[flipByte, insertCharacters, cut, changeLineEnds],
];

const line = /^(\s*(?:- )?)([\w.$-]+|"[^"]*"):(?:\s(.*))?$/;

function replaceValue(text: string, random: Random): string {
  return changeLine(text, random, (current) => {
    const parts = line.exec(current);
    return parts ? `${parts[1]}${parts[2]}: ${random.pick(oddValues)}` : current;
  });
}

/** A key and what is further in than it, for one value. */
function replaceBlock(text: string, random: Random): string {
  const lines = text.split('\n');
  const start = random.below(lines.length);
  const parts = line.exec(lines[start] ?? '');
  if (!parts) return text;
  const depth = (parts[1] ?? '').length;
  let end = start + 1;
  while (end < lines.length && /\S/.test(lines[end] ?? '') && (lines[end] ?? '').search(/\S/) > depth) end++;
  return splice(lines, start, end - start, `${parts[1]}${parts[2]}: ${random.pick(oddValues)}`);
}

/** One value of `{a: b, c: d}` or `[a, b]`. */
function replaceInFlow(text: string, random: Random): string {
  const found = [...text.matchAll(/(?<=[{,[]\s*(?:[\w-]+:\s*)?)[^\s{},[\]:#"'][^{},[\]:#\n]*(?=\s*[,}\]])/g)];
  if (found.length === 0) return text;
  const match = random.pick(found);
  return text.slice(0, match.index) + random.pick(oddValues) + text.slice(match.index + match[0].length);
}

function renameKey(text: string, random: Random): string {
  return changeLine(text, random, (current) => {
    const parts = line.exec(current);
    return parts ? `${parts[1]}${random.pick(oddKeys)}: ${parts[3] ?? ''}` : current;
  });
}

/** Two options change places. */
function swapKeys(text: string, random: Random): string {
  const keys = [...text.matchAll(/[\w-]+(?=:(\s|$))/gm)];
  if (keys.length < 2) return text;
  const [a, b] = [random.pick(keys)[0], random.pick(keys)[0]];
  return text.replaceAll(new RegExp(`(?<![\\w-])(${a}|${b})(?=:(\\s|$))`, 'gm'), (key) => (key === a ? b : a));
}

/** The value of one line for another key: right types at wrong places. */
function borrowValue(text: string, random: Random): string {
  const lender = line.exec(random.pick(text.split('\n')))?.[3];
  return lender === undefined
    ? text
    : changeLine(text, random, (current) => current.replace(line, (_, indent, key) => `${indent}${key}: ${lender}`));
}

function addLine(text: string, random: Random): string {
  const lines = text.split('\n');
  const added = random.pick([
    '---',
    '...',
    '# comment',
    '%YAML 1.1',
    '<<: *a',
    '- x',
    '? key',
    ': value',
    '}',
    '{}',
    '\t',
  ]);
  return splice(lines, random.below(lines.length + 1), 0, added);
}

function removeLine(text: string, random: Random): string {
  const lines = text.split('\n');
  return splice(lines, random.below(lines.length), 1);
}

function repeatLine(text: string, random: Random): string {
  const lines = text.split('\n');
  return splice(lines, random.below(lines.length), 0, random.pick(lines));
}

function moveLine(text: string, random: Random): string {
  const lines = text.split('\n');
  const [moved = ''] = lines.splice(random.below(lines.length), 1);
  return splice(lines, random.below(lines.length + 1), 0, moved);
}

function reindentLine(text: string, random: Random): string {
  const indent = random.pick(['', ' ', '  ', '    ', '\t', '        ']);
  return changeLine(text, random, (current) => indent + current.trimStart());
}

function flipByte(text: string, random: Random): string {
  const bytes = Buffer.from(text);
  if (bytes.length === 0) return text;
  const at = random.below(bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
  return bytes.toString('utf8');
}

function insertCharacters(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  const inserted = random.pick([
    '"',
    "'",
    '{',
    '[',
    ']',
    '}',
    ':',
    ': ',
    '#',
    ' #',
    '&a ',
    '*a',
    '\u0000',
    '\u0085',
    '\ufeff',
    '😀',
    '\t',
    '\\',
    '|\n',
    '!!x ',
    ',',
    '-',
    '\u202e',
  ]);
  return text.slice(0, at) + inserted + text.slice(at);
}

function cut(text: string, random: Random): string {
  const start = random.below(text.length + 1);
  return text.slice(0, start) + text.slice(start + random.below(80));
}

function changeLineEnds(text: string, random: Random): string {
  return text.replaceAll('\n', random.pick(['\r\n', '\r', '\n\n', '\u2028']));
}

function changeLine(text: string, random: Random, change: (line: string) => string): string {
  const lines = text.split('\n');
  const index = random.below(lines.length);
  return splice(lines, index, 1, change(lines[index] ?? ''));
}

function splice(lines: readonly string[], start: number, count: number, ...added: readonly string[]): string {
  return lines.toSpliced(start, count, ...added).join('\n');
}
