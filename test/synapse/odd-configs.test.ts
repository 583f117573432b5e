import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readSynapseConfig } from '../../src/config/read-synapse-config.ts';
import { PlanError } from '../../src/support/errors.ts';
import { temporaryFolder } from '../cli/example.ts';
import { masConfig, soundMas } from '../compile/build-configs.ts';
import { patched } from '../compile/patched.ts';
import { type WrittenConfig, writeOddConfigs } from '../config/odd/write-odd-configs.ts';
import { configsAccepted } from './configs-accepted.ts';

test('a real Synapse takes every odd configuration as it is, and as the plan makes it', async (t) => {
  const directory = temporaryFolder(t);
  const secret = join(directory, 'shared');
  writeFileSync(secret, 'shared secret of both\n');
  const mas = masConfig(soundMas.replace('/run/secrets/mas', secret));
  const sets = writeOddConfigs(directory).flatMap((config) => [
    { name: `${config.name}: the source`, paths: config.paths },
    ...targetOf(config, directory, mas),
  ]);
  const answers = await configsAccepted(sets.map(({ paths }) => paths));
  const refused = sets.flatMap(({ name }, index) =>
    answers[index]?.ok ? [] : [`${name}: ${answers[index]?.message}`],
  );
  assert.deepEqual(refused, []);
});

function targetOf(config: WrittenConfig, cwd: string, mas: ReturnType<typeof masConfig>) {
  if (config.isUnpatchable) return [];
  try {
    const { texts } = patched(readSynapseConfig(config.paths, { cwd }), mas);
    return [{ name: `${config.name}: the target`, paths: config.copyWith(texts) }];
  } catch (error) {
    // What we refuse ourselves is told by the test of the reader.
    if (error instanceof PlanError) return [];
    throw error;
  }
}
