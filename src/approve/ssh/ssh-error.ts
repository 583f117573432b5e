/** Why bytes in one of SSH's formats cannot be used. */
export class SshError extends Error {
  /** `algorithm`: well formed, but made with something that is not accepted here. `certificate`: one that says nothing. */
  readonly reason: 'malformed' | 'algorithm' | 'certificate';

  constructor(reason: SshError['reason'], message: string) {
    super(message);
    this.name = 'SshError';
    this.reason = reason;
  }
}
