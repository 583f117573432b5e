import { Client } from 'pg';
import { syncProviders } from '../../src/cli/demo/sync-providers.ts';

/** Stands for `mas-cli --config FILE config sync` in the recipes: writes the providers of the file, once, to the database of STUB_MAS_URI. */
const [option, file = '', ...rest] = process.argv.slice(2);
if (option !== '--config' || rest.join(' ') !== 'config sync')
  throw new Error(`unknown: ${process.argv.slice(2).join(' ')}`);
const client = new Client({ connectionString: process.env.STUB_MAS_URI });
await client.connect();
try {
  const { rows } = await client.query('SELECT FROM upstream_oauth_providers');
  if (rows.length === 0) await syncProviders(client, file);
} finally {
  await client.end();
}
