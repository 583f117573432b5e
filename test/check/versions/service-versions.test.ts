import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareVersions } from '../../../src/check/versions/compare-versions.ts';
import { isAtLeast, isWithin } from '../../../src/check/versions/known-version.ts';
import { masMigrations } from '../../../src/check/versions/mas-releases.ts';
import { masVersion } from '../../../src/check/versions/mas-version.ts';
import { synapseDeltas, synapseSchemaVersions } from '../../../src/check/versions/synapse-releases.ts';
import { synapseVersion } from '../../../src/check/versions/synapse-version.ts';

test('a schema version gives the releases that have it', () => {
  const known = synapseVersion(undefined, { schemaVersion: '92' });
  assert.deepEqual([known.atLeast, known.below], ['1.129', '1.143']);
  assert.equal(known.text, '1.129 or newer, older than 1.143 (its database has the schema version 92)');
  assert.equal(isAtLeast(known, '1.121'), 'yes');
  assert.equal(isAtLeast(known, '1.136'), 'unknown');
  assert.equal(isAtLeast(known, '1.143'), 'no');
  // 90 was never released.
  assert.deepEqual(bounds(synapseVersion(undefined, { schemaVersion: '90' })), ['1.124', '1.128']);
  assert.deepEqual(bounds(synapseVersion(undefined, { schemaVersion: '60' })), [undefined, '1.40']);
  assert.deepEqual(bounds(synapseVersion(undefined, { schemaVersion: '99' })), ['1.151', undefined]);
  for (const schemaVersion of [undefined, 'x']) {
    const unknown = synapseVersion(undefined, { schemaVersion });
    assert.equal(isAtLeast(unknown, '1.0'), 'unknown');
    assert.match(unknown.text, /^unknown/);
  }
});

test('the changes that a database went through tell releases of one schema apart', () => {
  const of = (...files: readonly string[]) =>
    synapseVersion(undefined, { schemaVersion: '92', appliedDeltas: new Set(files) });
  assert.deepEqual(bounds(of()), ['1.129', '1.130']);
  const all = synapseDeltas.filter(([, file]) => file.startsWith('92/'));
  assert.deepEqual(bounds(of(...all.map(([, file]) => file))), ['1.139', '1.143']);
  const until = all.filter(([release]) => compareVersions(release, '1.135') <= 0);
  assert.deepEqual(bounds(of(...until.map(([, file]) => file))), ['1.135', '1.136']);
});

test('what is stated counts: a release, or any of a line', () => {
  const traces = { schemaVersion: '94' };
  const exact = synapseVersion('v1.142.0', traces);
  assert.equal(isWithin(exact, '1.142.0', '1.142.1'), 'yes');
  assert.equal(isWithin(synapseVersion('1.142', traces), '1.142.0', '1.142.1'), 'unknown');
  assert.equal(isWithin(synapseVersion('1.141.2', traces), '1.142.0', '1.142.1'), 'no');
  assert.equal(isWithin(synapseVersion('1.142.1', traces), '1.142.0', '1.142.1'), 'no');
});

test('a migration gives the releases of MAS that have it as their newest', () => {
  assert.deepEqual(bounds(masVersion('20250709142240')), ['0.19', '1.3']);
  assert.deepEqual(bounds(masVersion('20260720134722')), ['1.22', undefined]);
  assert.deepEqual(bounds(masVersion('20250801000000')), ['0.19', '1.3']);
  assert.equal(isAtLeast(masVersion(undefined), '0.1'), 'unknown');
});

test('the tables are in order, so that a search from either end finds the nearest', () => {
  for (const table of [synapseSchemaVersions, masMigrations]) {
    const [releases, whats] = [table.map(([release]) => release), table.map(([, what]) => Number(what))];
    assert.deepEqual(releases.toSorted(compareVersions), releases);
    assert.deepEqual(
      whats.toSorted((a, b) => a - b),
      whats,
    );
  }
  const releases = synapseDeltas.map(([release]) => release);
  assert.deepEqual(releases.toSorted(compareVersions), releases);
});

function bounds({ atLeast, below }: { readonly atLeast?: string; readonly below?: string }) {
  return [atLeast, below];
}
