import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { writeExample } from '../../src/cli/demo/write-example.ts';
import { configAccepted } from './real-synapse.ts';

test('Synapse takes the homeserver.yaml of the demo, and refuses it together with MAS', async (t) => {
  const directory = await mkdtemp(join(tmpdir(), 'syn2mas-plan-demo-'));
  t.after(() => rm(directory, { recursive: true }));
  const server = { host: '127.0.0.1', port: 5432, user: 'postgres', password: 'x' };
  const databases = {
    synapse: { database: 'synapse', user: 'synapse', password: 'one' },
    mas: { database: 'mas', user: 'mas', password: 'two' },
  };
  const { homeserverYaml } = writeExample(directory, server, databases);
  const before = await configAccepted([homeserverYaml]);
  assert.ok(before.ok, before.output);
  assert.match(before.output, /example\.org/);

  const delegation = join(directory, 'mas-delegation.yaml');
  await writeFile(
    delegation,
    'matrix_authentication_service: { enabled: true, endpoint: "http://127.0.0.1:8080/", secret: "shared_example_only" }\n',
  );
  const after = await configAccepted([homeserverYaml, delegation]);
  assert.equal(after.ok, false);
  assert.match(after.output, /OAuth delegation/);
});
