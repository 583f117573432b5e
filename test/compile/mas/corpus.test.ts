import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../../src/support/package-root.ts';
import { masSchemaErrors } from '../../support/mas-schema.ts';
import { odd, options } from '../../synapse/source-configs.ts';
import { soundMas } from '../build-configs.ts';
import { patchedMas } from './patched-mas.ts';

const generated = readFileSync(join(packageRoot(), 'test/fixtures/mas/generated.yaml'), 'utf8');
const inFlow = `{matrix: {homeserver: example.org, secret: S3CRET}, http: {public_base: "https://a/", listeners: [{name: web, resources: [{name: oauth}], binds: []}]}}\n`;
const crlf =
  `# with CRLF\n${soundMas}email:\n    transport: blackhole\naccount: {} # none\nupstream_oauth2: {providers: []}\n`.replaceAll(
    '\n',
    '\r\n',
  );

for (const [name, mas] of Object.entries({ generated, sound: soundMas, inFlow, crlf })) {
  test(`whatever homeserver.yaml says, MAS takes the patched configuration (${name}), and nothing is left to patch`, () => {
    for (const { name: source, files } of [...options, ...odd]) {
      const first = patchedMas(files, mas);
      assert.deepEqual(masSchemaErrors(first.tree.value([])), [], source);
      const again = patchedMas(files, first.text);
      assert.deepEqual(
        again.steps.map(({ diff }) => diff),
        [],
        source,
      );
    }
  });
}
