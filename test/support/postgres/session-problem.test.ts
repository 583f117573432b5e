import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resolveConnection } from '../../../src/support/postgres/resolve-connection.ts';
import { sessionProblem } from '../../../src/support/postgres/session-problem.ts';

const surroundings = {
  env: {},
  homeDirectory: '/',
  userName: 'u',
  readFile: () => undefined,
  fileMode: () => undefined,
};
const resolved = resolveConnection({ parameters: { host: 'h' }, from: ['test'] }, surroundings);
const session = { pid: 1, serverVersion: 180004, inRecovery: false, readOnly: false };

test('a server before 13 is too old', () => {
  assert.equal(
    sessionProblem({ ...session, pid: 1, serverVersion: 120022 }, resolved.hosts[0], resolved, 'any')?.code,
    'DATABASE_TOO_OLD',
  );
  assert.equal(
    sessionProblem({ ...session, pid: 1, serverVersion: 130000 }, resolved.hosts[0], resolved, 'any'),
    undefined,
  );
});

test('a standby is neither primary nor read-write', () => {
  const standby = { ...session, inRecovery: true, readOnly: true };
  const fits = (['any', 'read-write', 'read-only', 'primary', 'standby'] as const).filter(
    (attributes) => sessionProblem(standby, resolved.hosts[0], resolved, attributes) === undefined,
  );
  assert.deepEqual(fits, ['any', 'read-only', 'standby']);
});
