import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import { payloadType, signatureNamespace } from '../../../src/approve/approval-format.ts';
import { writeEnvelope } from '../../../src/approve/envelope.ts';
import { preAuthenticationEncoding } from '../../../src/approve/pae.ts';
import { signMessage } from '../../../src/approve/sign/sign-message.ts';
import { parseSshsig } from '../../../src/approve/ssh/sshsig.ts';
import { temporaryFolder } from '../../cli/example.ts';
import { decide, rulesOf, statementOf } from '../approved.ts';
import { codesThrown } from '../codes-thrown.ts';
import { isAllowedForReal, makeRealKey, type RealKey, signForReal, sshKeygen } from './ssh-keygen.ts';

/** A key with a certificate of this authority; the private key lies beside it. */
function certify(folder: string, authority: RealKey, keyArgs: readonly string[], args: readonly string[]): string {
  const { path } = makeRealKey(folder, `key-${readdirSync(folder).length}`, keyArgs);
  const { exitCode, stderr } = sshKeygen(['-q', '-s', authority.path, '-I', 'a name', ...args, `${path}.pub`]);
  assert.equal(exitCode, 0, stderr);
  return `${path}-cert.pub`;
}

const payload = Buffer.from(JSON.stringify(statementOf()));
const message = preAuthenticationEncoding(payloadType, payload);

/** What apply says of an approval with this signature, and whether ssh-keygen lets it pass. */
function judge(folder: string, signature: Buffer, signers: string, revoked?: RealKey) {
  const { publicKey } = parseSshsig(signature);
  const bytes = Buffer.from(writeEnvelope({ payloadType, payload, keyid: publicKey.fingerprint, signature }));
  const revokedKeys = new Set(revoked ? [revoked.publicKey.fingerprint] : []);
  return {
    codes: codesThrown(() => decide([{ path: '/a', bytes }], rulesOf(signers, { revokedKeys }))),
    isAllowedForReal: isAllowedForReal(folder, {
      signature,
      message,
      signers,
      identity: 'ada@example.org',
      at: '20260131120000Z',
      ...(revoked ? { revoked: revoked.text } : {}),
    }),
  };
}

const always = ['-V', '20260101:20270101'];

for (const [authorityType, keyArgs] of [
  ['ed25519', ['-t', 'ecdsa']],
  ['ecdsa', ['-t', 'rsa', '-b', '2048']],
  ['rsa', ['-t', 'ed25519']],
] as const) {
  test(`a certificate by ${authorityType} for a key of ${keyArgs[1]} speaks for those whom it names`, (t) => {
    const { folder, authority } = desk(t, authorityType);
    const of = (args: readonly string[]): Buffer => signForReal(message, certify(folder, authority, keyArgs, args));
    const signers = `*@example.org cert-authority,namespaces="${signatureNamespace}" ${authority.text}`;
    const named = of(['-n', 'eve@example.org,ada@example.org', ...always]);
    for (const [signature, lines, code] of [
      [named, signers, undefined],
      [of(['-n', 'eve@example.org', ...always]), signers, 'APPROVAL_CERTIFICATE'],
      [of(['-n', '*@example.org', ...always]), signers, 'APPROVAL_CERTIFICATE'],
      [of(always), signers, 'APPROVAL_CERTIFICATE'],
      [of(['-n', 'ada@example.org', '-V', '20260201:20270101']), signers, 'APPROVAL_CERTIFICATE'],
      [of(['-n', 'ada@example.org', '-V', '20250101:20260101']), signers, 'APPROVAL_CERTIFICATE'],
      [named, `ada@example.org ${authority.text}`, 'APPROVAL_UNKNOWN_SIGNER'],
      [named, signers.replace('*@', '*@other.'), 'APPROVAL_UNKNOWN_SIGNER'],
      [named, signers.replace(signatureNamespace, 'git'), 'APPROVAL_NAMESPACE'],
      [named, signers.replace('cert-authority', 'cert-authority,valid-before="20260101Z"'), 'APPROVAL_KEY_REVOKED'],
    ] as const) {
      const expected = code === undefined ? [] : [code];
      assert.deepEqual(judge(folder, signature, lines), { codes: expected, isAllowedForReal: code === undefined });
    }
    const plain = `ada@example.org ${parseSshsig(named).publicKey.type} ${parseSshsig(named).publicKey.blob.toString('base64')}`;
    assert.deepEqual(judge(folder, named, plain), { codes: ['APPROVAL_UNKNOWN_SIGNER'], isAllowedForReal: false });
    assert.deepEqual(judge(folder, named, signers, authority), {
      codes: ['APPROVAL_KEY_REVOKED'],
      isAllowedForReal: false,
    });
  });
}

test('a certificate for hosts, one with critical options and a changed one say nothing', (t) => {
  const { folder, authority } = desk(t, 'ed25519');
  const of = (args: readonly string[]): Buffer =>
    signForReal(message, certify(folder, authority, ['-t', 'ed25519'], ['-n', 'ada@example.org', ...always, ...args]));
  const refusal = (signature: Buffer): readonly string[] => {
    const keyid = `SHA256:${'a'.repeat(43)}`;
    const bytes = Buffer.from(writeEnvelope({ payloadType, payload, keyid, signature }));
    return codesThrown(() => decide([{ path: '/a', bytes }], rulesOf('')));
  };
  assert.deepEqual(refusal(of(['-h'])), ['APPROVAL_CERTIFICATE']);
  assert.deepEqual(refusal(of(['-O', 'force-command=x'])), ['APPROVAL_CERTIFICATE']);
  const good = of([]);
  assert.deepEqual(refusal(good), ['APPROVAL_FORMAT']);
  const end = good.indexOf(signatureNamespace) - 4;
  for (let at = 14; at < end; at += 1) {
    const changed = Buffer.from(good);
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
    const [code = ''] = refusal(changed);
    // Only keyid, which is wrong here, would be left to refuse it.
    assert.match(code, /^APPROVAL_(CERTIFICATE|ALGORITHM|FORMAT)$/);
    assert.throws(() => parseSshsig(changed), `byte ${at}`);
  }
});

test('approve signs with a key in its certificate', async (t) => {
  const { folder, authority } = desk(t, 'ed25519');
  const path = certify(folder, authority, ['-t', 'ed25519'], ['-n', 'ada@example.org', ...always]);
  const surroundings = { env: { PATH: process.env.PATH }, isInteractive: false, signal: new AbortController().signal };
  const { signature, publicKey } = await signMessage(message, path, surroundings);
  assert.equal(publicKey.type, 'ssh-ed25519');
  assert.ok(readFileSync(path, 'utf8').startsWith('ssh-ed25519-cert-v01@openssh.com '));
  const { codes } = judge(folder, signature, `* cert-authority ${authority.text}`);
  assert.deepEqual(codes, []);
});

function desk(t: TestContext, type: string): { readonly folder: string; readonly authority: RealKey } {
  const folder = temporaryFolder(t);
  return {
    folder,
    authority: makeRealKey(folder, 'authority', ['-t', type, ...(type === 'rsa' ? ['-b', '2048'] : [])]),
  };
}
