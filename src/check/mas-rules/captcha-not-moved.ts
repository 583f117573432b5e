import type { Rule } from '../rule.ts';

export const captchaNotMoved: Rule = {
  id: 'mas/captcha-not-moved',
  severity: 'warning',
  title: 'The captcha of Synapse cannot be taken over as it is',
  why: 'MAS holds both keys of reCAPTCHA in its configuration, reads neither from a file, and asks only www.recaptcha.net. Without captcha its registration lets programs in.',
  remedy: 'Set captcha.service, captcha.site_key and captcha.secret_key in the configuration of MAS.',
  learntFrom: ['MAS: crates/config captcha section', 'Synapse: synapse/config/captcha.py'],
};
