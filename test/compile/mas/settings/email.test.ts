import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mailSender } from '../../../../src/compile/mas/settings/mail-sender.ts';
import { bareMas, generatedMas, outcome } from './settings-of.ts';

const head = 'server_name: example.com\n';

function email(synapse: string, mas = bareMas) {
  const { set, findings } = outcome(`${head}email: ${synapse}\n`, mas);
  const ofEmail = Object.entries(set).filter(([path]) => path.startsWith('email.'));
  return {
    set: Object.fromEntries(ofEmail.map(([path, value]) => [path.slice(6), value])),
    said: findings.filter(({ id }) => id.startsWith('mas/email')).map(({ severity, id }) => `${severity} ${id}`),
    recovery: set['account.password_recovery_enabled'] === true,
  };
}

test('email: everything is taken over, the password by reference', () => {
  const found = email(
    '{smtp_host: mail.example.com, smtp_port: "465", force_tls: true, smtp_user: me, smtp_pass: S3CRET, notif_from: "%(app)s (bot) <no@example.com>", app_name: Chat}',
    generatedMas,
  );
  const sender = '"Chat (bot)" <no@example.com>';
  assert.deepEqual(found, {
    set: {
      transport: 'smtp',
      mode: 'tls',
      hostname: 'mail.example.com',
      port: 465,
      username: 'me',
      password: 'secret of email.smtp_pass',
      from: sender,
      reply_to: sender,
    },
    said: [],
    recovery: true,
  });
});

const modes: readonly (readonly [options: string, mode: string, port: number, said: readonly string[]])[] = [
  ['force_tls: true', 'tls', 465, []],
  ['require_transport_security: true', 'starttls', 25, []],
  ['enable_tls: false', 'plain', 25, []],
  ['enable_tls: false, smtp_port: 2525', 'plain', 2525, []],
  ['smtp_port: 587', 'starttls', 587, ['info mas/email-security']],
  ['smtp_user: a, smtp_pass: b', 'starttls', 25, ['warning mas/email-security']],
  ['smtp_host: localhost', 'plain', 25, ['info mas/email-security']],
  ['smtp_host: localhost, smtp_user: a, smtp_pass: b', 'starttls', 25, ['warning mas/email-security']],
  ['force_tls: true, tlsname: other.example.com', 'tls', 465, ['warning mas/email-security']],
];

for (const [options, mode, port, said] of modes) {
  test(`email: ${options} gives ${mode}`, () => {
    const host = options.includes('smtp_host') ? '' : 'smtp_host: mail.example.com, ';
    const found = email(`{${host}${options}, notif_from: "a@example.com"}`);
    assert.deepEqual([found.set.mode, found.set.port, found.said], [mode, port, said]);
  });
}

const left: readonly (readonly [name: string, synapse: string, mas: string, said: readonly string[]])[] = [
  [
    'a transport of its own',
    '{smtp_host: m, notif_from: "a@example.com"}',
    `${bareMas}email: {transport: sendmail, command: sendmail}\n`,
    [],
  ],
  [
    'one that is prepared but off',
    '{smtp_host: m, notif_from: "a@example.com"}',
    `${bareMas}email: {transport: blackhole, mode: tls, hostname: other}\n`,
    ['warning mas/email-blackhole'],
  ],
  ['nobody sends mail', '', generatedMas, ['info mas/email-blackhole']],
  ['an empty section', '{}', bareMas, ['info mas/email-blackhole']],
  [
    'nobody sends mail, but MAS needs it',
    '',
    `${bareMas}account: {password_recovery_enabled: true}\n`,
    ['warning mas/email-blackhole'],
  ],
  ['a user without password', '{smtp_user: a, notif_from: "a@example.com"}', bareMas, ['warning mas/email-blackhole']],
  ['no usable sender', '{notif_from: "somebody"}', bareMas, ['warning mas/email-blackhole']],
  ['a port that is none', '{smtp_port: smtp, notif_from: "a@example.com"}', bareMas, ['warning mas/email-blackhole']],
];

for (const [name, synapse, mas, said] of left) {
  test(`email: nothing is set: ${name}`, () => {
    const found = email(synapse, mas);
    assert.deepEqual([found.set, found.said], [{}, said]);
  });
}

test('email: a sender that the operator of MAS chose stays', () => {
  const found = email(
    '{force_tls: true, notif_from: "a@example.com"}',
    `${bareMas}email: {transport: blackhole, from: "Me <me@example.com>"}\n`,
  );
  assert.deepEqual([found.set.from, found.set.reply_to], [undefined, 'a@example.com']);
});

const senders: readonly (readonly [from: string, sender: string | undefined])[] = [
  ['a@example.com', 'a@example.com'],
  ['<a@example.com>', 'a@example.com'],
  ['Your friendly %(app)s homeserver <noreply@example.com>', 'Your friendly Chat homeserver <noreply@example.com>'],
  ['100%% %(app)s <a@example.com>', '100% Chat <a@example.com>'],
  ['%(other)s %(app)s <a@example.com>', '"%(other)s %(app)s" <a@example.com>'],
  ['"Chat, Inc." <a@example.com>', '"Chat, Inc." <a@example.com>'],
  ['Chat, "Inc" <a@example.com>', '"Chat, \\"Inc\\"" <a@example.com>'],
  ['Grüße <a@example.com>', 'Grüße <a@example.com>'],
  ['root', undefined],
  ['Root <root>', undefined],
];

for (const [from, sender] of senders) {
  test(`email: the sender ${from}`, () => assert.equal(mailSender(from, 'Chat'), sender));
}
