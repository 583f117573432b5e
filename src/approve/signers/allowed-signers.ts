import type { SshPublicKey } from '../ssh/public-key.ts';

/** One line of an allowed_signers file. */
export interface AllowedSigner {
  readonly line: number;
  /** A pattern list. */
  readonly principals: string;
  readonly publicKey: SshPublicKey;
  /** The key signs certificates, not statements. */
  readonly isCertAuthority: boolean;
  /** A pattern list; absent: any. */
  readonly namespaces?: string;
  /** Seconds since 1970. */
  readonly validAfter?: number;
  readonly validBefore?: number;
}

/** An allowed_signers file of OpenSSH. */
export interface AllowedSigners {
  readonly path: string;
  readonly signers: readonly AllowedSigner[];
  /** Lines that give nobody any right, for they cannot be read; each with why. ssh-keygen passes over them too. */
  readonly ignored: readonly { readonly line: number; readonly why: string }[];
}
