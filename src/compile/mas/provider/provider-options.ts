import { type ConfigPath, formatPath } from '../../../config/config-node.ts';
import type { SynapseConfig } from '../../../config/synapse-config.ts';
import type { Place } from '../../../support/errors.ts';
import { Secret } from '../../../support/secret.ts';
import type { SecretReference } from '../../yaml/yaml-value.ts';

/** Typed access to the options of one provider of homeserver.yaml. What is of another type reads as absent: Synapse refuses it. */
export interface ProviderOptions {
  text(...path: readonly string[]): string | undefined;
  flag(...path: readonly string[]): boolean | undefined;
  texts(...path: readonly string[]): readonly string[] | undefined;
  section(...path: readonly string[]): Readonly<Record<string, unknown>> | undefined;
  secret(...path: readonly string[]): SecretReference | undefined;
  /** Whether something other than null stands there. */
  has(...path: readonly string[]): boolean;
  place(...path: readonly string[]): Place | undefined;
}

/** @param root the path of the provider: `['oidc_providers', 0]` */
export function providerOptions({ tree }: Pick<SynapseConfig, 'tree'>, root: ConfigPath): ProviderOptions {
  const value = (path: readonly string[]): unknown => tree.value([...root, ...path]);
  return {
    text: (...path) => typed(value(path), (found) => typeof found === 'string'),
    flag: (...path) => typed(value(path), (found) => typeof found === 'boolean'),
    texts: (...path) => {
      const found = value(path);
      return Array.isArray(found) ? found.filter((item): item is string => typeof item === 'string') : undefined;
    },
    section: (...path) => typed(value(path), isSection),
    secret: (...path) => {
      const file = tree.place([...root, ...path])?.file;
      if (!(value(path) instanceof Secret) || file === undefined) return undefined;
      return { secretOf: { file, key: formatPath([...root, ...path]) } };
    },
    has: (...path) => value(path) !== undefined && value(path) !== null,
    place: (...path) => tree.place([...root, ...path]),
  };
}

function typed<T>(value: unknown, is: (value: unknown) => value is T): T | undefined {
  return is(value) ? value : undefined;
}

function isSection(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Secret);
}
