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
  const claims = isSection(there.claims_imports) ? there.claims_imports : {};
  const cannotConflict = hasOtherAction(claims);
  const compare = (path: readonly string[], now: unknown, value: YamlValue): void => {
    if (path.at(-1) === 'on_conflict' && cannotConflict) return;
    if (now === undefined || now === null) {
      missing.push({ path, value: claims.skip_confirmation === true ? withoutAsking(path, value) : value });
    } else if (isSection(now) && isSection(value) && !isSecretReference(value as YamlValue)) {
      for (const [key, inner] of Object.entries(value)) compare([...path, key], now[key], inner as YamlValue);
    } else if (!(now instanceof Secret) && !isSame(path, now, value)) different.push(path.join('.'));
  };
  for (const [key, value] of left) compare([key], there[key], value);
  return { missing, different: [...different, ...otherSubject(claims, wanted)] };
}

const secretOptions: ReadonlySet<string> = new Set(['client_secret', 'client_secret_file', 'sign_in_with_apple']);

/** MAS refuses on_conflict unless the name of the account is forced. */
function hasOtherAction({ localpart }: Readonly<Record<string, unknown>>): boolean {
  const action = isSection(localpart) ? localpart.action : undefined;
  return action !== undefined && action !== 'force' && action !== 'require';
}

/** Where a provider skips the page that asks, MAS refuses what is only suggested. */
function withoutAsking(path: readonly string[], value: YamlValue): YamlValue {
  if (value === 'suggest' && path.at(-1) === 'action') return path.at(-2) === 'localpart' ? 'require' : 'force';
  if (!isSection(value)) return value;
  const entries = Object.entries(value) as readonly (readonly [string, YamlValue])[];
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutAsking([...path, key], inner)]));
}

/** Synapse's subject is left out of what is wanted where it is that of MAS by default: another one is a difference too. */
function otherSubject(
  { subject }: Readonly<Record<string, unknown>>,
  { claims_imports: wanted }: Readonly<Record<string, YamlValue>>,
): readonly string[] {
  if (isSection(wanted) && 'subject' in wanted) return [];
  const template = isSection(subject) ? subject.template : undefined;
  const path = ['claims_imports', 'subject', 'template'];
  return typeof template !== 'string' || isSame(path, template, '{{ user.sub }}') ? [] : [path.join('.')];
}

function isSection(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Secret);
}

/** Blanks in templates, the last slash of an issuer and the order of scopes do not matter. */
function isSame(path: readonly string[], now: unknown, value: YamlValue): boolean {
  if (typeof now !== 'string' || typeof value !== 'string') return isDeepStrictEqual(now, value);
  if (path[0] === 'scope') return isDeepStrictEqual(now.split(/\s+/).sort(), value.split(/\s+/).sort());
  if (path.at(-1) === 'template') return now.replace(/\s+/g, '') === value.replace(/\s+/g, '');
  return now === value || (path[0] === 'issuer' && now.replace(/\/$/, '') === value.replace(/\/$/, ''));
}
