import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { patchHomeserver } from '../../src/compile/patch-homeserver.ts';
import { compileWellKnown } from '../../src/compile/well-known.ts';
import { applyFileEdits } from '../../src/compile/yaml/to-file-edits.ts';
import { readMasConfig } from '../../src/config/read-mas-config.ts';
import { readSynapseConfig } from '../../src/config/read-synapse-config.ts';
import { templates } from '../compile/templates.ts';
import { createEmptyDatabase } from '../support/databases.ts';
import { masYaml } from './mas-yaml.ts';
import { startSynapse } from './real-synapse.ts';
import { writeSynapseConfig } from './synapse-config.ts';

test('the static .well-known/matrix/client is what the patched Synapse itself serves beside MAS', async (t) => {
  const metadata = createServer((_request, response) => {
    // What MAS says of itself, as far as Synapse asks for it.
    const base = 'https://account.example.org/';
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ ...endpoints(base), issuer: base, account_management_uri: `${base}account/` }));
  });
  metadata.listen(0, '127.0.0.1');
  t.after(() => metadata.close());
  const config = await writeSynapseConfig(t, { database: await createEmptyDatabase(t), extra: options });
  const masFile = join(config.directory, 'mas.yaml');
  writeFileSync(
    masFile,
    masYaml({ uri: 'postgresql://mas@localhost/mas', port: (metadata.address() as AddressInfo).port }),
  );

  const cwd = config.directory;
  const synapse = readSynapseConfig([config.file], { cwd });
  const mas = readMasConfig([masFile], { cwd, env: {} });
  const seed = '0123456789abcdef';
  for (const step of patchHomeserver(synapse, mas, { seed }, templates).steps) {
    if (step.kind === 'secret') writeFileSync(step.path, 'shared');
    else writeFileSync(step.path, applyFileEdits(synapse.tree.files[0]?.bytes as Uint8Array, step.edits ?? []));
  }
  const [wellKnown] = compileWellKnown(synapse, mas, { path: '/srv/client' }, { seed }).steps;
  const running = await startSynapse(t, config);
  const served = await running.request('GET', '/.well-known/matrix/client');
  assert.equal(wellKnown?.content, `${JSON.stringify(served, null, 2)}\n`);
});

function endpoints(base: string): object {
  const names = ['authorization', 'token', 'registration', 'revocation', 'introspection', 'device_authorization'];
  return {
    ...Object.fromEntries(names.map((name) => [`${name}_endpoint`, `${base}${name}`])),
    jwks_uri: `${base}oauth2/keys.json`,
    response_types_supported: ['code'],
    grant_types_supported: ['authorization_code'],
    response_modes_supported: ['query'],
  };
}

const options = `
public_baseurl: https://matrix.example.org
default_identity_server: https://identity.example.org
enable_registration: true
registration_requires_token: true
extra_well_known_client_content:
  org.matrix.msc4143.rtc_foci:
    - type: livekit
      livekit_service_url: https://livekit.example.org
  io.example.größe: "🎉"
`;
