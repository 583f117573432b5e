import { dirname, resolve } from 'node:path';
import type { RequiredRole } from '../approve/approval-rules.ts';
import { sha256 } from '../support/digest.ts';
import { readCheckedYaml } from './read-checked-yaml.ts';

/** What a policy file fixes. */
export interface Policy {
  /** Of its bytes. */
  readonly digest: string;
  readonly requireApprovals: number;
  /** Absolute. */
  readonly allowedSigners?: string;
  readonly revokedKeys?: string;
  readonly roles: readonly RequiredRole[];
  readonly allowSelfApproval: boolean;
  readonly allowUnapproved: boolean;
  readonly maxAgeHours?: number;
  /** What it takes to discard what people did since the cutover, beyond what it takes to apply. */
  readonly discardMasChanges?: { readonly requireApprovals?: number; readonly roles?: readonly RequiredRole[] };
}

/**
 * Reads a policy (plan-schema/policy.schema.json). Files that it names stand relative to it.
 * @throws PlanError FILE_UNREADABLE, CONFIG_YAML or CONFIG_WRONG_TYPE, all problems with their places
 */
export function readPolicy(path: string): Policy {
  const { bytes, value } = readCheckedYaml(path, 'policy');
  const { allowedSigners, revokedKeys, ...rest } = value as Partial<Policy> & Pick<Policy, 'requireApprovals'>;
  const beside = (file: string): string => resolve(dirname(path), file);
  return {
    roles: [],
    allowSelfApproval: false,
    allowUnapproved: false,
    ...rest,
    digest: sha256(bytes),
    ...(allowedSigners === undefined ? {} : { allowedSigners: beside(allowedSigners) }),
    ...(revokedKeys === undefined ? {} : { revokedKeys: beside(revokedKeys) }),
  };
}
