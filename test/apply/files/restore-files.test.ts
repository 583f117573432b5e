import assert from 'node:assert/strict';
import { renameSync, rmSync, symlinkSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import { prepareRestore, restoreFiles } from '../../../src/apply/files/restore-files.ts';
import { stageFiles } from '../../../src/apply/files/stage-files.ts';
import { sha256 } from '../../../src/support/digest.ts';
import { codesOf, problemsOf } from '../problems.ts';
import { after, backupName, before, filePlan, names, secretSource, value } from './file-plan.ts';
import { type Folder, makeFolder } from './folder.ts';

const mark = '.mas-secret.syn2mas-plan-01234567.created';

test('restoring leaves everything byte for byte as it was, and apply works again', async (t) => {
  const folder = setUp(t);
  const start = folder.snapshot();
  for (let round = 0; round < 2; round++) {
    await apply(folder);
    assert.equal(folder.read(names.homeserver), after);
    const changed = await restoreFiles(filePlan(folder));
    assert.deepEqual(changed, [names.wellKnown, names.homeserver, names.secret].map(folder.path));
    assert.deepEqual(folder.snapshot(), start);
  }
});

test('restoring again does nothing', async (t) => {
  const folder = setUp(t);
  const start = folder.snapshot();
  assert.deepEqual(await restoreFiles(filePlan(folder)), []);
  assert.deepEqual(folder.snapshot(), start);
});

test('a link within the directory stays a link', async (t) => {
  const folder = makeFolder(t);
  folder.write('homeserver-1.yaml', before);
  symlinkSync('homeserver-1.yaml', folder.path(names.homeserver));
  const start = folder.snapshot();
  await apply(folder);
  await restoreFiles(filePlan(folder));
  assert.deepEqual(folder.snapshot(), start);
});

test('a secret that was there before apply stays', async (t) => {
  const folder = setUp(t);
  folder.write(names.secret, value);
  const start = folder.snapshot();
  await apply(folder);
  await restoreFiles(filePlan(folder));
  assert.deepEqual(folder.snapshot(), start);
});

test('what a killed apply left waiting goes, too', async (t) => {
  const folder = setUp(t);
  const start = folder.snapshot();
  await stageFiles(filePlan(folder), secretSource);
  assert.notDeepEqual(folder.snapshot(), start);
  await restoreFiles(filePlan(folder));
  assert.deepEqual(folder.snapshot(), start);
});

test('a restore that was killed at any place goes on', async (t) => {
  const whole = setUp(t);
  const start = whole.snapshot();
  await apply(whole);
  // Each of these is the world between two changes of a restore.
  const changes = [
    () => rmSync(whole.path(names.wellKnown)),
    () => renameSync(whole.path(backupName), whole.path(names.homeserver)),
    () => rmSync(whole.path(names.secret)),
    () => rmSync(whole.path(mark)),
  ];
  for (let killedAfter = 0; killedAfter <= changes.length; killedAfter++) {
    for (const change of changes.slice(0, killedAfter)) change();
    await restoreFiles(filePlan(whole));
    assert.deepEqual(whole.snapshot(), start);
    await apply(whole);
  }
});

test('an apply that was killed between backup and file goes back', async (t) => {
  const folder = setUp(t);
  const start = folder.snapshot();
  folder.write(backupName, before);
  folder.write(mark, sha256(value));
  await restoreFiles(filePlan(folder));
  assert.deepEqual(folder.snapshot(), start);
});

test('files that somebody edited since are all told, and nothing is touched', async (t) => {
  const folder = setUp(t);
  await apply(folder);
  folder.write(names.homeserver, 'edited');
  folder.write(names.wellKnown, 'edited too');
  folder.write(names.secret, 'another');
  const start = folder.snapshot();
  const problems = await problemsOf(restoreFiles(filePlan(folder)));
  assert.deepEqual(
    problems.map(({ code, message }) => [code, message]),
    [
      [
        'STALE_FILE',
        `${folder.path(names.wellKnown)}: planned missing or ${sha256('{}\n')}, found ${sha256('edited too')}.`,
      ],
      [
        'STALE_FILE',
        `${folder.path(names.homeserver)}: planned ${sha256(before)} or ${sha256(after)}, found ${sha256('edited')}.`,
      ],
      ['STALE_FILE', `${folder.path(names.secret)}: planned missing or what apply wrote, found something else.`],
    ],
  );
  assert.deepEqual(folder.snapshot(), start);
});

for (const [what, spoil] of [
  ['other bytes', (folder: Folder) => folder.write(backupName, 'rotten')],
  ['a link', (folder: Folder) => spoilWithLink(folder)],
] as const) {
  test(`a backup that is ${what} is not moved over the file`, async (t) => {
    const folder = setUp(t);
    await apply(folder);
    spoil(folder);
    const start = folder.snapshot();
    assert.deepEqual(await codesOf(restoreFiles(filePlan(folder))), [`STALE_FILE ${folder.path(backupName)}`]);
    assert.deepEqual(folder.snapshot(), start);
  });
}

test('a prepared restore changes nothing before it runs', async (t) => {
  const folder = setUp(t);
  const start = folder.snapshot();
  await apply(folder);
  const applied = folder.snapshot();
  const prepared = await prepareRestore(filePlan(folder));
  assert.deepEqual(prepared.paths, [names.wellKnown, names.homeserver, names.secret].map(folder.path));
  assert.deepEqual(folder.snapshot(), applied);
  await prepared.run();
  assert.deepEqual(folder.snapshot(), start);
});

function setUp(t: TestContext): Folder {
  const folder = makeFolder(t);
  folder.write(names.homeserver, before);
  return folder;
}

async function apply(folder: Folder): Promise<void> {
  await (await stageFiles(filePlan(folder), secretSource)).commit();
}

function spoilWithLink(folder: Folder): void {
  renameSync(folder.path(backupName), folder.path('elsewhere'));
  symlinkSync('elsewhere', folder.path(backupName));
}
