/** What an operator may decide about the patches of homeserver.yaml. */
export interface PatchChoices {
  /** Of the plan; names the backups. */
  readonly seed: string;
  /** Where Synapse sees the file with the shared secret, where that differs from the path here. */
  readonly secretPathForSynapse?: string;
  /** Where apply writes the file with the shared secret. */
  readonly secretFile?: string;
  /** Of that file: it gets the owner and group of a file or folder of Synapse's. Without it those of homeserver.yaml, who alone may read it. */
  readonly secretRights?: { readonly ownerOf: string; readonly mode: '0600' | '0640' };
  /** Where Synapse reaches MAS. */
  readonly endpoint?: string;
}
