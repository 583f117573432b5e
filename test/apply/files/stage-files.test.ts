import assert from 'node:assert/strict';
import { chmodSync, chownSync, lstatSync, mkdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { readFileStates, readSecretStates } from '../../../src/apply/files/file-states.ts';
import { stageFiles } from '../../../src/apply/files/stage-files.ts';
import { writeNewFile } from '../../../src/apply/files/write-new-file.ts';
import { sha256 } from '../../../src/support/digest.ts';
import { planError } from '../../../src/support/errors.ts';
import { codesOf, problemsOf } from '../problems.ts';
import { after, backupName, before, content, filePlan, names, secretSource, value } from './file-plan.ts';
import { makeFolder } from './folder.ts';
import { asNobody, commit, isRoot, modeOf, setUp, stage } from './staging.ts';

test('staging changes nothing, and discarding leaves nothing', async (t) => {
  const folder = setUp(t);
  const start = folder.snapshot();
  const staged = await stage(folder);
  assert.deepEqual(staged.paths, [names.secret, names.homeserver, names.wellKnown].map(folder.path));
  assert.deepEqual(
    folder.names(),
    [
      '.client.json.syn2mas-plan-01234567.staged',
      '.homeserver.yaml.before-mas-01234567.syn2mas-plan-01234567.staged',
      '.homeserver.yaml.syn2mas-plan-01234567.staged',
      '.mas-secret.syn2mas-plan-01234567.staged',
      '..mas-secret.syn2mas-plan-01234567.created.syn2mas-plan-01234567.staged',
      'homeserver.yaml',
    ].sort(),
  );
  assert.equal(folder.read('.homeserver.yaml.syn2mas-plan-01234567.staged'), after);
  await staged.discard();
  assert.deepEqual(folder.snapshot(), start);
});

test('committing puts bytes, modes and backup in place', async (t) => {
  const folder = setUp(t);
  await commit(folder);
  assert.equal(folder.read(names.homeserver), after);
  assert.equal(folder.read(backupName), before);
  assert.equal(folder.read(names.wellKnown), content);
  assert.equal(folder.read(names.secret), value);
  const modes = [names.homeserver, backupName, names.wellKnown, names.secret].map((name) => modeOf(folder, name));
  assert.deepEqual(modes, [0o640, 0o640, 0o644, 0o600]);
});

test('the mode does not depend on the umask', async (t) => {
  const folder = setUp(t);
  const umask = process.umask(0o077);
  t.after(() => process.umask(umask));
  await commit(folder);
  assert.deepEqual(
    [names.homeserver, names.wellKnown].map((name) => modeOf(folder, name)),
    [0o640, 0o644],
  );
});

test('owner and group stay, and the secret gets those of homeserver.yaml', async (t) => {
  const folder = setUp(t);
  // Only root can give files away.
  const [owner, group] = isRoot() ? [991, 992] : [process.getuid?.(), process.getgid?.()];
  chownSync(folder.path(names.homeserver), owner ?? 0, group ?? 0);
  await commit(folder);
  for (const name of [names.homeserver, backupName, names.secret]) {
    const { uid, gid } = statSync(folder.path(name));
    assert.deepEqual([uid, gid], [owner, group], name);
  }
});

test('committing and discarding again do nothing', async (t) => {
  const folder = setUp(t);
  const staged = await commit(folder);
  const done = folder.snapshot();
  await staged.commit();
  await staged.discard();
  assert.deepEqual(folder.snapshot(), done);
});

test('what is in place already is skipped', async (t) => {
  const folder = setUp(t);
  await commit(folder);
  const done = folder.snapshot();
  const staged = await stage(folder);
  assert.deepEqual(staged.paths, []);
  await staged.commit();
  assert.deepEqual(folder.snapshot(), done);
});

test('leftovers of a killed run are replaced', async (t) => {
  const folder = setUp(t);
  await stage(folder);
  writeFileSync(folder.path('.homeserver.yaml.syn2mas-plan-01234567.staged'), 'half');
  await commit(folder);
  assert.equal(folder.read(names.homeserver), after);
  assert.deepEqual(
    folder.names().filter((name) => name.endsWith('.staged')),
    [],
  );
});

test('a leftover that is a link is not written through', async (t) => {
  const folder = setUp(t);
  const victim = folder.write('victim', 'untouched');
  symlinkSync(victim, folder.path('.homeserver.yaml.syn2mas-plan-01234567.staged'));
  await commit(folder);
  assert.equal(folder.read('victim'), 'untouched');
  assert.ok(lstatSync(folder.path(names.homeserver)).isFile());
});

test('a run that was killed between the backup and the file goes on', async (t) => {
  const folder = setUp(t);
  folder.write(backupName, before);
  folder.write('.mas-secret.syn2mas-plan-01234567.created', sha256('another value'));
  await commit(folder);
  assert.equal(folder.read(names.homeserver), after);
  assert.equal(folder.read('.mas-secret.syn2mas-plan-01234567.created'), sha256(value));
});

test('every file that is not as planned is told, and nothing is left behind', async (t) => {
  const folder = makeFolder(t);
  folder.write(names.homeserver, 'edited');
  folder.write(names.wellKnown, 'somebody made it');
  folder.write(names.secret, 'another secret');
  const start = folder.snapshot();
  const problems = await problemsOf(stage(folder));
  assert.deepEqual(
    problems.map(({ code, message }) => [code, message]),
    [
      [
        'STALE_FILE',
        `${folder.path(names.secret)}: planned missing or the shared secret of MAS, found something else.`,
      ],
      ['STALE_FILE', `${folder.path(names.homeserver)}: planned ${sha256(before)}, found ${sha256('edited')}.`],
      ['STALE_FILE', `${folder.path(names.wellKnown)}: planned missing, found ${sha256('somebody made it')}.`],
    ],
  );
  assert.deepEqual(folder.snapshot(), start);
});

test('one file that is not as planned takes back what was staged for others', async (t) => {
  const folder = setUp(t);
  folder.write(names.wellKnown, 'somebody made it');
  const start = folder.snapshot();
  assert.deepEqual(await codesOf(stage(folder)), [`STALE_FILE ${folder.path(names.wellKnown)}`]);
  assert.deepEqual(folder.snapshot(), start);
});

for (const [what, make, found] of [
  ['is missing', () => {}, /found missing/],
  ['is a directory', (path: string) => mkdirSync(path), /found a directory/],
  ['is a link to nothing', (path: string) => symlinkSync('nowhere', path), /a symbolic link to nothing/],
  ['is a link that leads away', (path: string) => symlinkSync('/etc/hostname', path), /out of its directory/],
  ['is a device', (path: string) => symlinkSync('/dev/null', path), /out of its directory/],
] as const) {
  test(`a file that ${what} is stale`, async (t) => {
    const folder = makeFolder(t);
    make(folder.path(names.homeserver));
    const [first] = (await problemsOf(stage(folder))).filter(
      ({ place }) => place?.file === folder.path(names.homeserver),
    );
    assert.equal(first?.code, 'STALE_FILE');
    const [state] = await readFileStates(filePlan(folder));
    assert.equal(state?.state, 'other');
    assert.match(first?.message ?? '', what === 'is missing' ? /planned/ : found);
    assert.match(`found ${state?.found}`, found);
  });
}

test('a link to a file of the same directory is followed and stays', async (t) => {
  const folder = makeFolder(t);
  folder.write('homeserver-1.yaml', before);
  symlinkSync('homeserver-1.yaml', folder.path(names.homeserver));
  await commit(folder);
  assert.ok(lstatSync(folder.path(names.homeserver)).isSymbolicLink());
  assert.equal(folder.read('homeserver-1.yaml'), after);
  assert.equal(folder.read(backupName), before);
});

test('a directory above that is a link is the business of the operator', async (t) => {
  const folder = setUp(t);
  const link = `${folder.path('')}-link`;
  symlinkSync(folder.path(''), link);
  t.after(() => rmSync(link));
  const staged = await stageFiles(filePlan({ path: (name) => `${link}/${name}` }), secretSource);
  await staged.commit();
  assert.equal(folder.read(names.homeserver), after);
});

test('a backup of other bytes is not written over', async (t) => {
  const folder = setUp(t);
  folder.write(backupName, 'the only copy');
  const start = folder.snapshot();
  assert.deepEqual(await codesOf(stage(folder)), [`STALE_FILE ${folder.path(backupName)}`]);
  assert.deepEqual(folder.snapshot(), start);
});

test('edits that do not give what was reviewed are refused', async (t) => {
  const folder = setUp(t);
  const edits = [{ offset: 0, length: 0, insert: '#' }];
  assert.deepEqual(await codesOf(stage(folder, { edits })), ['PLAN_STEP file/homeserver.yaml']);
  const outside = [{ offset: 10_000, length: 1, insert: '' }];
  assert.deepEqual(await codesOf(stage(folder, { edits: outside })), ['PLAN_STEP file/homeserver.yaml']);
  assert.deepEqual(folder.names(), [names.homeserver]);
});

test('a directory that is not there is found before anything happens', async (t) => {
  const folder = setUp(t);
  const plan = filePlan(folder);
  const steps = plan.steps.map((step) =>
    step.kind === 'file' && step.before === undefined ? { ...step, path: folder.path('none/client.json') } : step,
  );
  assert.deepEqual(await codesOf(stageFiles({ ...plan, steps }, secretSource)), [
    `FILE_UNWRITABLE ${folder.path('none/client.json')}`,
  ]);
  assert.deepEqual(folder.names(), [names.homeserver]);
});

test('a directory that may not be written is found before anything happens', async (t) => {
  const folder = setUp(t);
  chmodSync(folder.path(''), 0o500);
  const codes = await asNobody(folder, () => codesOf(stage(folder)));
  chmodSync(folder.path(''), 0o700);
  assert.deepEqual(
    codes,
    [names.secret, names.homeserver, names.wellKnown].map((name) => `FILE_UNWRITABLE ${folder.path(name)}`),
  );
});

test('an owner that cannot be kept leaves no file behind', async (t) => {
  const folder = setUp(t);
  const start = folder.names();
  const owner = { uid: 0, gid: 0, mode: 0o600 };
  const writing = asNobody(folder, () => writeNewFile(folder.path('new'), Buffer.from(''), owner));
  await assert.rejects(writing, { code: 'EPERM' });
  assert.deepEqual(folder.names(), start);
});

test('a secret that is there already is left alone, with or without a line end', async (t) => {
  const folder = setUp(t);
  folder.write(names.secret, `${value}\n`, 0o644);
  await commit(folder);
  assert.equal(folder.read(names.secret), `${value}\n`);
  assert.equal(modeOf(folder, names.secret), 0o644);
  assert.deepEqual(await readSecretStates(filePlan(folder)).then((states) => states.map(({ state }) => state)), [
    'present',
  ]);
});

test('a secret that cannot be read is one problem among the others, and its value is in none', async (t) => {
  const folder = makeFolder(t);
  folder.write(names.homeserver, 'edited');
  const resolveSecret = () => {
    throw planError('STALE_FILE', 'The shared secret is elsewhere.', { place: { file: 'mas.yaml' } });
  };
  const problems = await problemsOf(stageFiles(filePlan(folder), { resolveSecret }));
  assert.deepEqual(
    problems.map(({ place }) => place?.file),
    ['mas.yaml', folder.path(names.homeserver)],
  );
  const other = await problemsOf(stage(folder));
  assert.ok(!JSON.stringify(other).includes(value));
});

test('a file that changes after it was staged is not written over', async (t) => {
  const folder = setUp(t);
  const staged = await stage(folder);
  folder.write(names.homeserver, 'edited meanwhile');
  assert.deepEqual(await codesOf(staged.commit()), [`STALE_FILE ${folder.path(names.homeserver)}`]);
  assert.equal(folder.read(names.homeserver), 'edited meanwhile');
  // What stands before it in the plan is in place, what stands behind it waits.
  assert.deepEqual(
    (await readFileStates(filePlan(folder))).map(({ state }) => state),
    ['other', 'before'],
  );
  assert.equal(folder.read(names.secret), value);
  folder.write(names.homeserver, before);
  await staged.commit();
  assert.deepEqual(
    (await readFileStates(filePlan(folder))).map(({ state }) => state),
    ['after', 'after'],
  );
});
