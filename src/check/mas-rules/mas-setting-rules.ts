import type { Rule } from '../rule.ts';
import { captchaNotMoved } from './captcha-not-moved.ts';
import { consentListener } from './consent-listener.ts';
import { emailBlackhole } from './email-blackhole.ts';
import { emailSecurity } from './email-security.ts';
import { optionLost } from './option-lost.ts';
import { passwordComplexity } from './password-complexity.ts';
import { passwordSchemeMoved } from './password-scheme-moved.ts';
import { passwordSchemeTwice } from './password-scheme-twice.ts';
import { passwordsOpened } from './passwords-opened.ts';
import { rateLimit } from './rate-limit.ts';
import { registrationClosed } from './registration-closed.ts';
import { settingDiffers } from './setting-differs.ts';
import { termsMissing } from './terms-missing.ts';

/** What is found while settings of Synapse are taken over into MAS's configuration. */
export const masSettingRules: readonly Rule[] = [
  settingDiffers,
  optionLost,
  registrationClosed,
  passwordsOpened,
  passwordSchemeMoved,
  passwordSchemeTwice,
  passwordComplexity,
  captchaNotMoved,
  termsMissing,
  consentListener,
  emailBlackhole,
  emailSecurity,
  rateLimit,
];
