/** Where a configuration of MAS says that things are. */
export interface MasPlaces {
  /** Of its database. */
  readonly uri: string;
  /** Where it listens on this machine. Default: 8080. */
  readonly port?: number;
  /** Where Synapse does. Default: http://127.0.0.1:8008. */
  readonly synapse?: string;
}

/** A configuration of MAS beside a real Synapse, as somebody writes it by hand. Further sections go below it. */
export function masYaml({ uri, port = 8080, synapse = 'http://127.0.0.1:8008' }: MasPlaces): string {
  return `http:
  public_base: https://account.example.org/
  listeners:
    - name: web
      resources:
        - name: discovery
        - name: human
        - name: oauth
        - name: compat
      binds:
        - address: 127.0.0.1:${port}
database:
  uri: ${JSON.stringify(uri)}
matrix:
  kind: synapse
  homeserver: example.org
  secret: a-shared-secret
  endpoint: ${synapse}/
secrets:
  encryption: "0000111122223333444455556666777788889999aaaabbbbccccddddeeeeffff"
  keys_dir: keys
`;
}

/** The scheme of the hashes that Synapse makes, without the pepper. */
export const bcryptYaml = `passwords:
  enabled: true
  schemes:
    - version: 1
      algorithm: bcrypt
      unicode_normalization: true
`;
