import type { Secret } from '../../support/secret.ts';
import { yamlString } from '../../support/yaml-string.ts';
import type { SecretReference } from './yaml-value.ts';

/** Gives the secret that a reference names. */
export type Reveal = (from: SecretReference['secretOf']) => Secret;

/**
 * A mark in a text for a secret that is written there when the text is used. The two characters around it are for
 * private use, and are escaped wherever they are part of a value.
 */
export function secretSlot({ secretOf: { file, key } }: SecretReference): string {
  return `\u{F0000}${JSON.stringify({ file, key })}\u{F0001}`;
}

/** A text with slots as its parts, in order. */
export function splitAtSlots(text: string): readonly (string | SecretReference)[] {
  return text
    .split(/\u{F0000}(.*?)\u{F0001}/u)
    .map((part, index) => (index % 2 === 0 ? part : { secretOf: JSON.parse(part) as SecretReference['secretOf'] }))
    .filter((part) => part !== '');
}

/** A text with its secrets, each as a string of JSON, which every reader of YAML takes. */
export function fillSlots(text: string, reveal: Reveal): string {
  return splitAtSlots(text)
    .map((part) => (typeof part === 'string' ? part : yamlString(reveal(part.secretOf).reveal())))
    .join('');
}
