import { yamlString } from '../../support/yaml-string.ts';
import { secretSlot } from './secret-slot.ts';
import { isSecretReference, type YamlValue } from './yaml-value.ts';

/** A value in flow style, on one line. */
export function renderFlow(value: YamlValue): string {
  if (typeof value === 'string') return renderString(value);
  if (typeof value !== 'object') return String(value);
  if (isSecretReference(value)) return secretSlot(value);
  if (isList(value)) return `[${value.map(renderFlow).join(', ')}]`;
  return `{${Object.entries(value)
    .map(([key, inner]) => `${yamlString(key)}: ${renderFlow(inner)}`)
    .join(', ')}}`;
}

/**
 * An entry of a mapping in block style: whole lines, each with its line break.
 * @param indent the spaces before the key
 * @param step the spaces by which what is inside stands further to the right
 */
export function renderEntry(key: string, value: YamlValue, indent: string, step: string): string {
  const name = `${indent}${isPlain(key) ? key : yamlString(key)}:`;
  return isBlock(value) ? `${name}\n${renderBlock(value, indent + step, step)}` : `${name} ${renderFlow(value)}\n`;
}

/** An item of a list in block style. */
export function renderItem(value: YamlValue, indent: string, step: string): string {
  if (!isBlock(value)) return `${indent}- ${renderFlow(value)}\n`;
  return `${indent}- ${renderBlock(value, `${indent}  `, step).slice(indent.length + 2)}`;
}

/** The lines of a collection that is not empty. */
export function renderBlock(value: YamlValue, indent: string, step: string): string {
  if (isList(value)) return value.map((item) => renderItem(item, indent, step)).join('');
  return Object.entries(value)
    .map(([key, inner]: [string, YamlValue]) => renderEntry(key, inner, indent, step))
    .join('');
}

/** Whether a value takes lines of its own in block style. */
export function isBlock(value: YamlValue): boolean {
  return typeof value === 'object' && !isSecretReference(value) && Object.keys(value).length > 0;
}

function renderString(text: string): string {
  return isPlain(text) ? text : yamlString(text);
}

/** Without quotes only where every reader of YAML takes it for the same text. */
function isPlain(text: string): boolean {
  return /^[a-z][a-z0-9_-]*$/i.test(text) && !/^(y|n|yes|no|on|off|true|false|null)$/i.test(text);
}

function isList(value: YamlValue): value is readonly YamlValue[] {
  return Array.isArray(value);
}
