import { isDeepStrictEqual } from 'node:util';
import { Secret } from '../../../support/secret.ts';
import { isSecretReference, type YamlValue } from '../../yaml/yaml-value.ts';

/** What a provider of MAS lacks, and where it says something else. */
export interface CompletedProvider {
  readonly missing: readonly { readonly path: readonly string[]; readonly value: YamlValue }[];
  /** Options, as people write them; never values. */
  readonly different: readonly string[];
}

/**
 * Holds a provider of MAS against what Synapse says of it. What is there stays. How MAS proves who it is, is one thing: a
 * method that is there is not given the secret of another.
 */
export function completeProvider(
  there: Readonly<Record<string, unknown>>,
  wanted: Readonly<Record<string, YamlValue>>,
): CompletedProvider {
  const method = there.token_endpoint_auth_method;
  const hasOwnSecret = ['client_secret', 'client_secret_file', 'sign_in_with_apple'].some((key) => key in there);
  const isOther = method !== undefined && method !== wanted.token_endpoint_auth_method;
  const left = Object.entries(wanted).filter(([key]) => !(secretOptions.has(key) && (hasOwnSecret || isOther)));
  const missing: { readonly path: readonly string[]; readonly value: YamlValue }[] = [];
  const different: string[] = [];
  const cannotConflict = hasOtherAction(there);
  const compare = (path: readonly string[], now: unknown, value: YamlValue): void => {
    if (path.at(-1) === 'on_conflict' && cannotConflict) return;
    if (now === undefined || now === null) missing.push({ path, value });
    else if (isSection(now) && isSection(value) && !isSecretReference(value as YamlValue)) {
      for (const [key, inner] of Object.entries(value)) compare([...path, key], now[key], inner as YamlValue);
    } else if (!(now instanceof Secret) && !isSame(path, now, value)) different.push(path.join('.'));
  };
  for (const [key, value] of left) compare([key], there[key], value);
  return { missing, different };
}

const secretOptions: ReadonlySet<string> = new Set(['client_secret', 'client_secret_file', 'sign_in_with_apple']);

/** MAS refuses on_conflict unless the name of the account is forced. */
function hasOtherAction({ claims_imports }: Readonly<Record<string, unknown>>): boolean {
  const localpart = isSection(claims_imports) ? claims_imports.localpart : undefined;
  const action = isSection(localpart) ? localpart.action : undefined;
  return action !== undefined && action !== 'force' && action !== 'require';
}

function isSection(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Secret);
}

/** An issuer with and without its last slash is the same; so are scopes in another order. */
function isSame(path: readonly string[], now: unknown, value: YamlValue): boolean {
  if (typeof now !== 'string' || typeof value !== 'string') return isDeepStrictEqual(now, value);
  if (path[0] === 'scope') return isDeepStrictEqual(now.split(/\s+/).sort(), value.split(/\s+/).sort());
  return now === value || (path[0] === 'issuer' && now.replace(/\/$/, '') === value.replace(/\/$/, ''));
}
