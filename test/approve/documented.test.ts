import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash, createPrivateKey } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { payloadType } from '../../src/approve/approval-format.ts';
import { readEnvelope, writeEnvelope } from '../../src/approve/envelope.ts';
import { preAuthenticationEncoding } from '../../src/approve/pae.ts';
import { readSignedApproval } from '../../src/approve/read-signed-approval.ts';
import { signHere } from '../../src/approve/sign/sign-here.ts';
import { parseAllowedSigners } from '../../src/approve/signers/parse-allowed-signers.ts';
import { packageRoot } from '../../src/support/package-root.ts';
import { temporaryFolder } from '../cli/example.ts';
import { makeKey } from './approved.ts';

const formats = readFileSync(join(packageRoot(), 'FORMATS.md'), 'utf8').split('\n## Approvals\n')[1] ?? '';

/** The first block of this kind whose text begins so. */
function block(kind: string, begin: string): string {
  const blocks = [...formats.matchAll(new RegExp(`^\`\`\`${kind}\n([\\s\\S]*?\n)\`\`\`$`, 'gm'))].map(
    ([, text = '']) => text,
  );
  return blocks.find((text) => text.startsWith(begin)) ?? assert.fail(`${kind} ${begin}`);
}

const signers = block('text', 'ada@example.org');
const statement = block('json', '{"_type"').trimEnd();
const approval = block('json', '{\n  "payload"');

test('the example of FORMATS.md is what approve writes and apply reads', () => {
  const [signer] = parseAllowedSigners('/signers', Buffer.from(signers)).signers;
  assert.ok(signer);
  const seed = Buffer.from(Array.from({ length: 32 }, (_, index) => index));
  const x = signer.publicKey.blob.subarray(-32).toString('base64url');
  const privateKey = createPrivateKey({
    key: { kty: 'OKP', crv: 'Ed25519', d: seed.toString('base64url'), x },
    format: 'jwk',
  });
  const payload = Buffer.from(statement);
  const bytes = preAuthenticationEncoding(payloadType, payload);
  assert.ok(formats.includes(`of ${payload.length} bytes`));
  assert.ok(formats.includes(createHash('sha256').update(bytes).digest('hex')));
  const signature = signHere(bytes, { publicKeyBlob: signer.publicKey.blob, privateKey });
  assert.equal(writeEnvelope({ payloadType, payload, keyid: signer.publicKey.fingerprint, signature }), approval);
  const read = readSignedApproval({ path: '/a', bytes: Buffer.from(approval) });
  assert.ok('predicate' in read, JSON.stringify(read));
  assert.equal(read.planId, `sha256:${createHash('sha256').update('a plan\n').digest('hex')}`);
  assert.deepEqual(readEnvelope(Buffer.from(approval))?.payload, payload);
});

test('the commands of FORMATS.md check an approval with ssh-keygen alone, and find what is wrong', (t) => {
  const folder = temporaryFolder(t);
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  const check = (): string =>
    execFileSync('sh', ['-e', '-c', block('sh', 'approval=')], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    }).toString();
  const file = 'plan.yaml.ada@example.org.approval.json';
  write('plan.yaml', 'a plan\n');
  write('allowed_signers', signers);
  write(file, approval);
  assert.match(
    check(),
    /^Good "syn2mas-plan-approval" signature for ada@example\.org with ED25519 key [\s\S]*"identity": "ada@example\.org"/,
  );
  write('plan.yaml', 'a plan \n');
  assert.throws(check);
  write('plan.yaml', 'a plan\n');
  const other = statement.replace('"oid":1', '"oid":2');
  write(file, approval.replace(Buffer.from(statement).toString('base64'), Buffer.from(other).toString('base64')));
  assert.throws(check);
  write(file, approval);
  write('allowed_signers', signers.replace('ada@', 'eve@'));
  assert.throws(check);
});

test('the same commands check an approval to discard', (t) => {
  const folder = temporaryFolder(t);
  const payload = Buffer.from(
    block(
      'json',
      '{"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"plan.yaml","digest":{"sha256":"4b882d031ff5018059602c993ed0c2ec23e4823b41f2796eb35aaa8baa7bc3d8"}}],"predicateType":"urn:syn2mas-plan:discard',
    ).trimEnd(),
  );
  const key = makeKey();
  const bytes = Buffer.from(
    writeEnvelope({
      payloadType,
      payload,
      keyid: key.fingerprint,
      signature: signHere(preAuthenticationEncoding(payloadType, payload), key),
    }),
  );
  const read = readSignedApproval({ path: '/a', bytes }, 'discard-mas-changes');
  assert.ok('predicate' in read, JSON.stringify(read));
  assert.deepEqual(read.predicate.losses, [{ loss: 'users-registered', found: 12, upTo: 12 }]);
  const confused = readSignedApproval({ path: '/a', bytes }, 'apply');
  assert.equal('code' in confused && confused.code, 'APPROVAL_OTHER_ACTION');

  writeFileSync(join(folder, 'plan.yaml'), 'a plan\n');
  writeFileSync(join(folder, 'allowed_signers'), `ada@example.org ${key.text}\n`);
  writeFileSync(join(folder, 'plan.yaml.ada@example.org.discard-approval.json'), bytes);
  const commands = block('sh', 'approval=').replace('.approval.json', '.discard-approval.json');
  const answer = execFileSync('sh', ['-e', '-c', commands], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  assert.match(answer.toString(), /Good "syn2mas-plan-approval" signature for ada@example\.org/);
});
