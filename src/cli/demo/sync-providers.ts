import type { ClientBase } from 'pg';
import { readMasConfig } from '../../config/read-mas-config.ts';

/**
 * Writes the rows of the upstream providers as `mas-cli config sync` would, for there is no MAS in the demo: those
 * columns on which anything here depends. The client secrets, which only MAS can encrypt, stay away.
 */
export async function syncProviders(client: ClientBase, masYaml: string): Promise<void> {
  const { providers } = readMasConfig([masYaml], { cwd: '/', env: {} });
  for (const { uuid, issuer, clientId, humanName } of providers) {
    await client.query(
      `INSERT INTO upstream_oauth_providers
         (upstream_oauth_provider_id, issuer, client_id, human_name, scope, token_endpoint_auth_method, created_at)
       VALUES ($1, $2, $3, $4, 'openid', 'client_secret_basic', now())`,
      [uuid, issuer, clientId, humanName],
    );
  }
}
