/**
 * A value that apply reads where it stands today and writes where the edit says; the plan only names it. It must be a
 * string. `file` is absolute, `key` as people write paths: `oidc_providers[0].client_secret`.
 */
export interface SecretReference {
  readonly secretOf: { readonly file: string; readonly key: string };
}

/** What an edit writes into a YAML file. The keys of a mapping come in the order in which they are to be written. */
export type YamlValue =
  | string
  | number
  | boolean
  | SecretReference
  | readonly YamlValue[]
  | { readonly [key: string]: YamlValue };

/** Whether a value only names a secret. */
export function isSecretReference(value: YamlValue): value is SecretReference {
  return typeof value === 'object' && Object.hasOwn(value, 'secretOf');
}
