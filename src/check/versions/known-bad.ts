/** Releases of Synapse with which a part of the integration with MAS fails. */
export interface KnownBad {
  readonly from: string;
  /** The first release without it. */
  readonly until: string;
  /** error: nobody could log in, or Synapse would not start. */
  readonly severity: 'error' | 'warning';
  /** What the target configuration must have for it to matter. */
  readonly when: 'endpoint-with-path' | 'secret-path' | 'dehydrated-devices';
  readonly what: string;
  readonly learntFrom: string;
}

/** Add a row for each that becomes known; FINDINGS.md shows them. */
export const knownBadSynapse: readonly KnownBad[] = [
  {
    from: '1.142.0rc1',
    until: '1.142.0rc4',
    severity: 'error',
    when: 'secret-path',
    what: 'Synapse does not start with matrix_authentication_service.secret_path',
    learntFrom: 'element-hq/synapse#19144',
  },
  {
    from: '1.142.0rc1',
    until: '1.142.1',
    severity: 'error',
    when: 'endpoint-with-path',
    what: 'Synapse does not find MAS where matrix_authentication_service.endpoint has a path',
    learntFrom: 'element-hq/synapse#19184',
  },
  {
    from: '1.136.0',
    until: '1.156.0',
    severity: 'warning',
    when: 'dehydrated-devices',
    what: 'MAS deletes dehydrated devices (MSC3814) when it tells Synapse the devices of a user, so that keys sent to them are lost',
    learntFrom: 'element-hq/synapse#19892',
  },
];
