import assert from 'node:assert/strict';
import { test } from 'node:test';
import { payloadType } from '../../src/approve/approval-format.ts';
import { checkUnspent } from '../../src/approve/check-unspent.ts';
import { writeEnvelope } from '../../src/approve/envelope.ts';
import { preAuthenticationEncoding } from '../../src/approve/pae.ts';
import { temporaryFolder } from '../cli/example.ts';
import { decide, rulesOf, statementOf } from './approved.ts';
import { codesThrown } from './codes-thrown.ts';
import { makeRealKey, signForReal } from './ssh/ssh-keygen.ts';

test('an approval that was used is spent, also with another signature over the same words', (t) => {
  const { path, text, publicKey } = makeRealKey(temporaryFolder(t), 'key', ['-t', 'ecdsa']);
  const approve = (time: string) => {
    const payload = Buffer.from(JSON.stringify(statementOf({ time })));
    const signature = signForReal(preAuthenticationEncoding(payloadType, payload), path);
    const bytes = Buffer.from(writeEnvelope({ payloadType, payload, keyid: publicKey.fingerprint, signature }));
    return decide([{ path: '/approval', bytes }], rulesOf(`* ${text}`));
  };
  const [used, same, later] = ['2026-01-30T12:00:00Z', '2026-01-30T12:00:00Z', '2026-01-30T12:00:01Z'].map(approve);
  assert.ok(used?.approvals && same?.approvals && later);
  assert.notEqual(used.approvals[0]?.envelope, same.approvals[0]?.envelope);
  const past = [
    { at: '2026-01-30T13:00:00Z', by: 'grace', approvals: used.approvals },
    { at: '2026-01-30T14:00:00Z', by: 'grace', approvals: [] },
  ];
  for (const [authorization, codes] of [
    [used, ['APPROVAL_SPENT']],
    [same, ['APPROVAL_SPENT']],
    [later, []],
    [{ unapproved: 'a reason' }, []],
  ] as const) {
    assert.deepEqual(
      codesThrown(() => checkUnspent(authorization, past)),
      codes,
    );
  }
  assert.deepEqual(
    codesThrown(() => checkUnspent(used, [])),
    [],
  );
});
