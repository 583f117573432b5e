import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { allRules } from '../../src/check/all-rules.ts';
import { renderCatalogue } from '../../src/check/catalogue.ts';
import { packageRoot } from '../../src/support/package-root.ts';

test('FINDINGS.md says what the rules say; npm run catalogue writes it', () => {
  assert.equal(readFileSync(join(packageRoot(), 'FINDINGS.md'), 'utf8'), renderCatalogue(allRules));
});

test('every rule stands in it once, under an area that has a title', () => {
  const page = renderCatalogue(allRules);
  for (const { id } of allRules) assert.equal(page.split(`### ${id}\n`).length, 2, id);
  assert.doesNotMatch(page, /other findings|undefined/);
});
