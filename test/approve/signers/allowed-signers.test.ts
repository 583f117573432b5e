import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { signatureNamespace } from '../../../src/approve/approval-format.ts';
import { findSignerProblem } from '../../../src/approve/signers/find-signer.ts';
import { parseAllowedSigners } from '../../../src/approve/signers/parse-allowed-signers.ts';
import { temporaryFolder } from '../../cli/example.ts';
import { armour, isAllowedForReal, makeRealKey, signForReal, sshKeygen } from '../ssh/ssh-keygen.ts';

const message = Buffer.from('a message');

test('an allowed_signers file lets those pass whom ssh-keygen lets pass', (t) => {
  const folder = temporaryFolder(t);
  const [key, rsa] = [
    makeRealKey(folder, 'key', ['-t', 'ed25519']),
    makeRealKey(folder, 'rsa', ['-t', 'rsa', '-b', '2048']),
  ];
  const { text } = key;
  const [type = '', base64 = ''] = text.split(' ');
  const signature = signForReal(message, key.path);
  let [passed, refused] = [0, 0];
  for (const signers of [
    `ada@example.org ${text}`,
    `ada@example.org ${type} ${base64}`,
    `ada@example.org\t${type}\t${base64}\tcomment`,
    `  ada@example.org   ${type}   ${base64}  `,
    `ada@example.org ${text}\r\n`,
    `# ada@example.org ${text}`,
    `\n\n# x\nada@example.org ${text}\n`,
    `eve@example.org ${text}\nada@example.org ${text}`,
    `eve@example.org ${text}`,
    `ada@example.org ${rsa.text}`,
    `ada@example.org ${rsa.text}\nada@example.org ${text}`,
    `ADA@example.org ${text}`,
    `ada@example.or ${text}`,
    `ada@example.org. ${text}`,
    `*@example.org ${text}`,
    `a*a@*.org ${text}`,
    `a?a@example.org ${text}`,
    `?ada@example.org ${text}`,
    `**@** ${text}`,
    `* ${text}`,
    `eve,ada@example.org ${text}`,
    `eve,ada@example.org, ${text}`,
    `*@example.org,!ada@example.org ${text}`,
    `!ada@example.org,*@example.org ${text}`,
    `!ada@example.org,*@example.org ${text}\n*@example.org ${text}`,
    `!eve@example.org,*@example.org ${text}`,
    `!eve@example.org ${text}`,
    `!*,ada@example.org ${text}`,
    `"ada@example.org" ${text}`,
    `"eve x,ada@example.org" ${text}`,
    `eve,"ada@example.org" ${text}`,
    `"ada@example.org ${text}`,
    `ada@example.org"" ${text}`,
    `ada@example.org namespaces="${signatureNamespace}" ${text}`,
    `ada@example.org namespaces="git" ${text}`,
    `ada@example.org namespaces="git,${signatureNamespace}" ${text}`,
    `ada@example.org namespaces="git,syn2mas-*" ${text}`,
    `ada@example.org namespaces="*,!syn2mas-*" ${text}`,
    `ada@example.org namespaces="" ${text}`,
    `ada@example.org namespaces=${signatureNamespace} ${text}`,
    `ada@example.org namespaces="${signatureNamespace} ${text}`,
    `ada@example.org NameSpaces="${signatureNamespace}" ${text}`,
    `ada@example.org namespaces="*",namespaces="*" ${text}`,
    `ada@example.org namespaces="a b,*" ${text}`,
    `ada@example.org namespaces="a\\"b,*" ${text}`,
    `ada@example.org namespaces="*", ${text}`,
    `ada@example.org ,namespaces="*" ${text}`,
    `ada@example.org namespaces="*",,valid-before="20270101Z" ${text}`,
    `ada@example.org , ${text}`,
    `ada@example.org ,,,namespaces="*" ${text}`,
    `ada@example.org namespaces="*\\",cert-authority ${text}`,
    `ada@example.org namespaces="*,\\\\" ${text}`,
    `ada@example.org namespaces="*,\\\\\\"" ${text}`,
    `ada@example.org ,, ${text}`,
    `ada@example.org namespaces="*" valid-before="20270101Z" ${text}`,
    `ada@example.org unknown ${text}`,
    `ada@example.org unknown="x" ${text}`,
    `ada@example.org cert-authority ${text}`,
    `ada@example.org cert-authority,namespaces="*" ${text}`,
    `ada@example.org cert-authorityx ${text}`,
    `ada@example.org Cert-Authority ${text}\nada@example.org ${text}`,
    `ada@example.org valid-after="20260101Z" ${text}`,
    `ada@example.org valid-after="20260131120000Z" ${text}`,
    `ada@example.org valid-after="20260131120001Z" ${text}`,
    `ada@example.org valid-before="20260131120000Z" ${text}`,
    `ada@example.org valid-before="20260131115959Z" ${text}`,
    `ada@example.org valid-before="202601311201z" ${text}`,
    `ada@example.org valid-before="202601311159UTC" ${text}`,
    `ada@example.org valid-before="202601311201utc" ${text}`,
    `ada@example.org valid-before="20260131Z" ${text}`,
    `ada@example.org valid-before="20260201" ${text}`,
    `ada@example.org valid-before="202602" ${text}`,
    `ada@example.org valid-before="2026-02-01" ${text}`,
    `ada@example.org valid-before="20261301Z" ${text}`,
    `ada@example.org valid-before="20260230Z" ${text}`,
    `ada@example.org valid-before="20260132Z" ${text}`,
    `ada@example.org valid-before="202601312401Z" ${text}`,
    `ada@example.org valid-before="202601312361Z" ${text}`,
    `ada@example.org valid-before="" ${text}`,
    `ada@example.org valid-before="19700101Z" ${text}`,
    `ada@example.org valid-after="20260101Z",valid-before="20270101Z" ${text}`,
    `ada@example.org valid-after="20270101Z",valid-before="20260101Z" ${text}`,
    `ada@example.org valid-after="20260101Z",valid-before="20260101Z" ${text}`,
    `ada@example.org valid-after="20260101Z",valid-after="20260101Z" ${text}`,
    `ada@example.org valid-before="20260101Z" ${text}\nada@example.org ${text}`,
    `ada@example.org ${type}`,
    `ada@example.org`,
    `ada@example.org ssh-rsa ${base64}`,
    `ada@example.org ${type} ${base64.slice(0, -4)}`,
    `ada@example.org ${type} !${base64}`,
    `ada@example.org no-key-type ${base64}`,
    `nonsense\n"\nada@example.org unknown ${text}\nada@example.org ${text}`,
    '',
  ]) {
    const expected = isAllowedForReal(folder, {
      signature,
      message,
      signers,
      identity: 'ada@example.org',
      at: '20260131120000Z',
    });
    const found = findSignerProblem(parseAllowedSigners('/signers', Buffer.from(signers)), {
      identity: 'ada@example.org',
      publicKey: key.publicKey,
      namespace: signatureNamespace,
      now: new Date('2026-01-31T12:00:00Z'),
    });
    assert.equal(found === undefined, expected, signers);
    if (expected) passed += 1;
    else refused += 1;
  }
  assert.ok(passed > 25 && refused > 25, `${passed} passed, ${refused} were refused`);
});

test('times without a zone are those of this machine, as ssh-keygen takes them', (t) => {
  const folder = temporaryFolder(t);
  const key = makeRealKey(folder, 'key', ['-t', 'ed25519']);
  const signature = signForReal(message, key.path);
  const zone = process.env.TZ;
  t.after(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });
  for (const TZ of ['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Sydney', 'Asia/Kolkata']) {
    process.env.TZ = TZ;
    for (const day of ['20260131', '20260731']) {
      for (let hour = 0; hour < 24; hour += 1) {
        const signers = `ada valid-before="${day}${String(hour).padStart(2, '0')}30" ${key.text}`;
        const expected = isAllowedForReal(folder, {
          signature,
          message,
          signers,
          identity: 'ada',
          at: `${day}120000Z`,
          env: { TZ },
        });
        const found = findSignerProblem(parseAllowedSigners('/signers', Buffer.from(signers)), {
          identity: 'ada',
          publicKey: key.publicKey,
          namespace: signatureNamespace,
          now: new Date(`${day.replace(/(....)(..)(..)/, '$1-$2-$3')}T12:00:00Z`),
        });
        assert.equal(found === undefined, expected, `${TZ} ${signers}`);
      }
    }
  }
});

test('those whom ssh-keygen finds for a signature are those who may make it', (t) => {
  const folder = temporaryFolder(t);
  const [key, other] = ['key', 'other'].map((name) => makeRealKey(folder, name, ['-t', 'ed25519']));
  assert.ok(key && other);
  const lines = [
    `ada ${key.text}`,
    `bob ${other.text}`,
    `eve valid-before="20260101Z" ${key.text}`,
    `alan valid-after="20260101Z" ${key.text}`,
    `grace cert-authority ${key.text}`,
    `joan unknown-option ${key.text}`,
    `mary "quoted" ${key.text}`,
  ];
  writeFileSync(join(folder, 'signature'), armour(signForReal(message, key.path)));
  const files = ['-f', join(folder, 'signers'), '-s', join(folder, 'signature')];
  // It stops at the first line that fits.
  const foundForReal = lines.flatMap((line) => {
    writeFileSync(join(folder, 'signers'), line);
    const { stdout } = sshKeygen(['-Y', 'find-principals', ...files, '-Overify-time=20260131120000Z']);
    return stdout.trim() === '' ? [] : [stdout.trim()];
  });
  const signers = parseAllowedSigners('/signers', Buffer.from(lines.join('\n')));
  const now = new Date('2026-01-31T12:00:00Z');
  const claim = { publicKey: key.publicKey, namespace: signatureNamespace, now };
  const found = lines
    .map((line) => line.split(' ')[0] ?? '')
    .filter((identity) => findSignerProblem(signers, { ...claim, identity }) === undefined);
  assert.deepEqual(found, foundForReal);
  assert.deepEqual(found, ['ada', 'alan']);
});

test('a line that gives nobody a right is told, with why', () => {
  const { signers, ignored } = parseAllowedSigners(
    '/signers',
    Buffer.from('# none\n\nada ssh-dss AAAA\n"ada\nada x="y" ssh-ed25519 AAAA\n'),
  );
  assert.deepEqual(signers, []);
  assert.deepEqual(
    ignored.map(({ line }) => line),
    [3, 4, 5],
  );
});
