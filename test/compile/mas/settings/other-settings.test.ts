import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bareMas, generatedMas, outcome } from './settings-of.ts';

/** What is set besides `account`, and what is said besides the mail that nobody sends. */
function others(synapse: string, mas = bareMas) {
  const { set, said } = outcome(`server_name: example.com\n${synapse}`, mas);
  return {
    set: Object.fromEntries(Object.entries(set).filter(([path]) => !path.startsWith('account.'))),
    said: said.filter((finding) => finding !== 'info mas/email-blackhole'),
  };
}

const keys = 'recaptcha_public_key: pub\nrecaptcha_private_key: S3CRET\n';
const captcha = `enable_registration_captcha: true\n${keys}`;
const taken = {
  'captcha.service': 'recaptcha_v2',
  'captcha.site_key': 'pub',
  'captcha.secret_key': 'secret of recaptcha_private_key',
};
const consent = 'user_consent: {version: 1, template_dir: /t, require_at_registration: true}\n';

const cases: readonly (readonly [
  name: string,
  synapse: string,
  set: Readonly<Record<string, unknown>>,
  said: readonly string[],
  mas?: string,
])[] = [
  ['a captcha', captcha, taken, []],
  ['a captcha that is off', keys, {}, []],
  [
    "Google's other address",
    `${captcha}recaptcha_siteverify_api: https://www.google.com/recaptcha/api/siteverify\n`,
    taken,
    [],
  ],
  [
    'another service',
    `${captcha}recaptcha_siteverify_api: https://hcaptcha.com/siteverify\n`,
    {},
    ['warning mas/captcha-not-moved'],
  ],
  ['no key', 'enable_registration_captcha: true\n', {}, ['warning mas/captcha-not-moved']],
  [
    'MAS has the same kind',
    captcha,
    {},
    [],
    `${bareMas}captcha: {service: recaptcha_v2, site_key: a, secret_key: b}\n`,
  ],
  [
    'MAS has another',
    captcha,
    {},
    ['info mas/setting-differs'],
    `${bareMas}captcha: {service: hcaptcha, site_key: a, secret_key: b}\n`,
  ],
  ['MAS has an empty one', captcha, taken, [], `${bareMas}captcha: {service: null}\n`],

  ['consent', consent, {}, ['warning mas/terms-missing']],
  ['consent, and MAS has terms', consent, {}, [], `${bareMas}branding: {tos_uri: "https://example.com/tos"}\n`],
  ['consent that nobody is asked for', 'user_consent: {version: 1, template_dir: /t}\n', {}, []],
  ['an empty consent', 'user_consent:\n', {}, []],
  [
    'consent with reminders and a listener',
    'user_consent: {version: 1, template_dir: /t, block_events_error: "no"}\nlisteners: [{port: 1, type: http, resources: [{names: [client, consent]}]}]\n',
    {},
    ['info mas/option-lost', 'info synapse/consent-listener'],
  ],

  [
    'limits',
    'rc_login: {address: {per_second: 0.5, burst_count: 7.9}, account: {burst_count: 9}}\nrc_registration: {per_second: 2}\n',
    {
      'rate_limiting.login.per_ip': { burst: 7, per_second: 0.5 },
      'rate_limiting.login.per_account': { burst: 9, per_second: 0.003 },
      'rate_limiting.registration': { burst: 3, per_second: 2 },
    },
    ['info mas/rate-limit'],
  ],
  ['a limit that MAS has by itself', 'rc_login: {address: {per_second: 0.05, burst_count: 3}}\n', {}, []],
  [
    'limits that MAS refuses',
    'rc_login: {address: {burst_count: 0}}\nrc_registration: {per_second: 0}\n',
    {},
    ['info mas/rate-limit', 'info mas/rate-limit'],
  ],
  ['failed attempts', 'rc_login: {failed_attempts: {per_second: 1}}\n', {}, ['info mas/rate-limit']],
  [
    'MAS has another limit',
    'rc_registration: {per_second: 2, burst_count: 4}\n',
    {},
    ['info mas/setting-differs'],
    `${bareMas}rate_limiting: {registration: {burst: 4, per_second: 1}}\n`,
  ],
  [
    'MAS has the same limit',
    'rc_registration: {per_second: 2, burst_count: 4}\n',
    {},
    [],
    `${bareMas}rate_limiting: {registration: {burst: 4, per_second: 2.0}}\n`,
  ],

  [
    'a policy',
    'password_config: {policy: {enabled: true, minimum_length: 8, require_digit: true}}\n',
    {},
    ['info mas/password-complexity'],
  ],
  [
    'a policy for long passwords',
    'password_config: {policy: {enabled: true, minimum_length: 15}}\n',
    { 'passwords.minimum_complexity': 4 },
    ['info mas/password-complexity'],
  ],
  ['a policy that is off', 'password_config: {policy: {minimum_length: 15}}\n', {}, []],
  [
    'a policy, and MAS has chosen',
    'password_config: {policy: {enabled: true, minimum_length: 15}}\n',
    {},
    ['info mas/password-complexity', 'info mas/password-scheme-moved'],
    generatedMas,
  ],
];

for (const [name, synapse, set, said, mas] of cases) {
  test(`settings: ${name}`, () => assert.deepEqual(others(synapse, mas), { set, said }));
}
