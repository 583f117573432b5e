import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { writeManifest } from '../../../src/audit/bundle/write-manifest.ts';
import { type TarFile, writeTar } from '../../../src/audit/bundle/write-tar.ts';
import { temporaryFolder } from '../../cli/example.ts';

const names = [
  'a/empty',
  'a/of 511',
  `long/${'x'.repeat(95)}`,
  `longer/${'y'.repeat(96)}`,
  `folders/${'z'.repeat(90)}/${'z'.repeat(90)}/${'z'.repeat(200)}`,
  'ünïcode/№',
  'odd/a\\b',
  'odd/a\nb',
];
const files: readonly TarFile[] = names.map((name, index) => ({
  name,
  bytes: Buffer.alloc([0, 511, 512, 513, 100_000][index % 5] ?? 0, index),
}));
const time = new Date('2026-01-31T12:00:00Z');

test('tar unpacks what was packed, and sha256sum reads the manifest', (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, 'a.tar'), writeTar(files, time));
  const options = { cwd: folder, encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8' } } as const;
  const listed = execFileSync('tar', ['--quoting-style=literal', '-tf', 'a.tar'], options);
  assert.equal(listed, names.map((name) => `${name}\n`).join(''));
  execFileSync('tar', ['-xf', 'a.tar'], options);
  for (const { name, bytes } of files) assert.deepEqual(readFileSync(join(folder, name)), Buffer.from(bytes), name);
  writeFileSync(join(folder, 'MANIFEST'), writeManifest(files));
  execFileSync('sha256sum', ['--strict', '-c', 'MANIFEST'], options);
  writeFileSync(join(folder, 'a/empty'), 'x');
  assert.throws(() => execFileSync('sha256sum', ['-c', 'MANIFEST'], { ...options, stdio: 'pipe' }));
  assert.match(
    execFileSync('tar', ['--utc', '-tvf', 'a.tar'], options),
    /^-rw-r--r-- 0\/0 +0 2026-01-31 12:00 a\/empty$/m,
  );
});

test("python's tarfile reads it too; the same files give the same bytes", (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, 'a.tar'), writeTar(files, time));
  const program = 'import json, tarfile; print(json.dumps([[m.name, m.size, m.mtime] for m in tarfile.open("a.tar")]))';
  const found: unknown = JSON.parse(execFileSync('python3', ['-c', program], { cwd: folder, encoding: 'utf8' }));
  assert.deepEqual(
    found,
    files.map(({ name, bytes }) => [name, bytes.length, time.getTime() / 1000]),
  );
  assert.ok(writeTar(files, time).equals(writeTar(files, time)));
});
