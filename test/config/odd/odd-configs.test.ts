import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, suite, test } from 'node:test';
import { checkMasSettings } from '../../../src/check/check-mas-settings.ts';
import { checkSynapseOptions } from '../../../src/check/check-synapse-options.ts';
import { refusalsOf } from '../../../src/check/synapse-refusals.ts';
import { patchMasConfig } from '../../../src/compile/mas/patch-mas-config.ts';
import { compileWellKnown } from '../../../src/compile/well-known.ts';
import { readSynapseConfig } from '../../../src/config/read-synapse-config.ts';
import { masConfig } from '../../compile/build-configs.ts';
import { patched } from '../../compile/patched.ts';
import { problemsOf } from '../in-folder.ts';
import { writeOddConfigs } from './write-odd-configs.ts';

/** What a real Synapse says about the same files is asked in test/synapse. */
suite('what Synapse takes is read, checked and patched', () => {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'syn2mas-plan-odd-')));
  after(() => rmSync(directory, { recursive: true }));
  const seed = '0123456789abcdef';

  for (const { name, paths, isUnpatchable } of writeOddConfigs(directory)) {
    test(name, () => {
      const config = readSynapseConfig(paths, { cwd: directory });
      const mas = masConfig();
      const findings = [...checkSynapseOptions(config), ...checkMasSettings(config, mas)];
      assert.doesNotThrow(() => JSON.stringify(findings));
      patchMasConfig(config, mas, { seed, createdAt: '2026-01-31T12:00:00Z' });
      compileWellKnown(config, mas, { path: '/var/www/client' }, { seed });

      const problems = problemsOf(() => patched(config, mas));
      assert.deepEqual(
        problems.map(({ code, place }) => [code, place?.file, place?.line !== undefined]),
        isUnpatchable ? [['CONFIG_UNPATCHABLE', paths[0], true]] : [],
        problems.map(({ message }) => message).join('\n'),
      );
      if (isUnpatchable) return;
      const target = patched(config, mas).config.tree;
      assert.deepEqual(
        refusalsOf((path) => target.value(path)).map(({ id }) => id),
        [],
      );
      assert.equal(target.value(['matrix_authentication_service', 'enabled']), true);
    });
  }
});
