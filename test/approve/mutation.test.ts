import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decide, makeKey, planId, rulesOf, signed, statementOf } from './approved.ts';
import { codesThrown } from './codes-thrown.ts';

const ada = makeKey();
const rules = rulesOf(`* ${ada.text}\n`);
const approval = signed(statementOf({ comment: 'Looked at it: all is well.', notAfter: '2026-12-31T00:00:00Z' }), ada);

function refusal(bytes: Uint8Array): readonly string[] {
  return codesThrown(() => decide([{ path: approval.path, bytes }], rules));
}

test('no byte of an approval can be another', () => {
  assert.deepEqual(refusal(approval.bytes), []);
  const patterns = [0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0x07, 0x29, 0x55, 0xff];
  const seen = new Set<string>();
  for (let at = 0; at < approval.bytes.length; at += 1) {
    for (const pattern of patterns) {
      const changed = Buffer.from(approval.bytes);
      changed.writeUInt8(changed.readUInt8(at) ^ pattern, at);
      const codes = refusal(changed);
      assert.ok(codes.length > 0, `byte ${at} ^ ${pattern} is accepted: ${changed.toString()}`);
      for (const code of codes) seen.add(code);
    }
  }
  for (const code of [
    'APPROVAL_FORMAT',
    'APPROVAL_PAYLOAD_TYPE',
    'APPROVAL_SIGNATURE',
    'APPROVAL_NAMESPACE',
    'APPROVAL_ALGORITHM',
  ])
    assert.ok(seen.has(code), code);
});

test('no byte of an approval can be missing, be there twice or be moved', () => {
  const { bytes } = approval;
  for (let at = 0; at < bytes.length; at += 1) {
    const [before, here, after] = [bytes.subarray(0, at), bytes.subarray(at, at + 1), bytes.subarray(at + 1)];
    for (const parts of [
      [before, after],
      [before, here, here, after],
      [before, Buffer.from(' '), here, after],
      [before, Buffer.from('\n'), here, after],
      [before],
    ]) {
      assert.match(refusal(Buffer.concat(parts)).join(), /^APPROVAL_(FORMAT|PAYLOAD_TYPE)$/, `byte ${at}`);
    }
  }
  assert.deepEqual(refusal(Buffer.concat([bytes, Buffer.from(' ')])), ['APPROVAL_FORMAT']);
  assert.deepEqual(refusal(Buffer.concat([Buffer.from('\u{feff}'), bytes])), ['APPROVAL_FORMAT']);
});

test('no byte of what was signed can be another, though the envelope is written anew', () => {
  const envelope = JSON.parse(Buffer.from(approval.bytes).toString()) as { payload: string };
  const payload = Buffer.from(envelope.payload, 'base64');
  for (let at = 0; at < payload.length; at += 1) {
    const changed = Buffer.from(payload);
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
    const text = `${JSON.stringify({ ...envelope, payload: changed.toString('base64') }, null, 2)}\n`;
    assert.deepEqual(refusal(Buffer.from(text)), ['APPROVAL_SIGNATURE']);
  }
});

test('a statement that another reader could read otherwise is none, though it is signed', () => {
  const text = JSON.stringify(statementOf());
  const refused = (payload: string): readonly string[] => codesThrown(() => decide([signed(payload, ada)], rules));
  assert.deepEqual(refused(text), []);
  const digest = planId.slice('sha256:'.length);
  for (const payload of [
    ` ${text}`,
    `${text}\n`,
    `${text}{}`,
    `\u{feff}${text}`,
    text.replace('{"_type"', '{ "_type"'),
    text.replace('"name":"plan.yaml"', '"name":"pl\\u0061n.yaml"'),
    text.replace(`{"sha256":"${digest}"}`, `{"sha256":"${'0'.repeat(64)}","sha256":"${digest}"}`),
    text.replace('"identity":', '"identity":"eve@example.org","identity":'),
    text.replace('"predicate":{', '"predicate":{"more":1,'),
    text.replace('"oid":1', '"oid":1.0'),
    text.replace('}]', '},{"name":"other.yaml","digest":{"sha256":"00"}}]'),
    text.replace(`"sha256":"${digest}"`, `"sha256":"${digest}","sha512":"00"`),
    text.replace(digest, digest.toUpperCase()),
    text.replace('ada@example.org', 'ada *'),
    'null',
    '[]',
    '"text"',
    'no JSON',
    '',
  ]) {
    assert.notEqual(payload, text);
    assert.deepEqual(refused(payload), ['APPROVAL_FORMAT'], payload);
  }
  for (const [field, value] of [
    ['_type', 'https://in-toto.io/Statement/v0.1'],
    ['predicateType', 'https://slsa.dev/verification_summary/v1'],
  ]) {
    assert.deepEqual(refused(JSON.stringify({ ...statementOf(), [String(field)]: value })), ['APPROVAL_PAYLOAD_TYPE']);
  }
});
