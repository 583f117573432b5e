import { placesOf, toFinding } from '../../../check/config-rule.ts';
import { captchaNotMoved } from '../../../check/mas-rules/captcha-not-moved.ts';
import { settingDiffers } from '../../../check/mas-rules/setting-differs.ts';
import { isTrueInPython } from '../../../check/python-value.ts';
import type { MasConfig } from '../../../config/mas-config.ts';
import type { SynapseConfig } from '../../../config/synapse-config.ts';
import { secretOf } from './secret-of.ts';
import type { SettingsResult } from './settings-result.ts';

/**
 * The captcha of Synapse, for MAS: reCAPTCHA with the same keys. It is set even where registration is closed: MAS uses
 * it nowhere else, and whoever opens registration later finds it guarded. A captcha that MAS has already stays.
 */
export function captchaSettings(synapse: SynapseConfig, mas: MasConfig): SettingsResult {
  const { tree } = synapse;
  if (!isTrueInPython(tree.value(['enable_registration_captcha']))) return { changes: [], findings: [] };
  const from = placesOf(tree.place(['enable_registration_captcha']));
  const service = mas.tree.value(['captcha', 'service']);
  if (typeof service === 'string') {
    if (service === 'recaptcha_v2') return { changes: [], findings: [] };
    const what = `captcha.service is ${service} in MAS; Synapse uses reCAPTCHA.`;
    const where = [...from, ...placesOf(mas.tree.place(['captcha', 'service']))];
    return { changes: [], findings: [toFinding(settingDiffers, { what, where })] };
  }
  const siteKey = tree.value(['recaptcha_public_key']);
  const secretKey = secretOf(synapse, ['recaptcha_private_key']);
  const verify = tree.value(['recaptcha_siteverify_api']);
  const obstacle = describeObstacle();
  if (obstacle !== undefined || typeof siteKey !== 'string' || secretKey === undefined) {
    const what = obstacle ?? 'Synapse has no key for its captcha.';
    return { changes: [], findings: [toFinding(captchaNotMoved, { what, where: from })] };
  }
  const why = 'Synapse has enable_registration_captcha';
  return {
    changes: [
      { path: ['captcha', 'service'], value: 'recaptcha_v2', why, from },
      { path: ['captcha', 'site_key'], value: siteKey, why, from: placesOf(tree.place(['recaptcha_public_key'])) },
      { path: ['captcha', 'secret_key'], value: secretKey, why, from: placesOf(tree.place(['recaptcha_private_key'])) },
    ],
    findings: [],
  };

  function describeObstacle(): string | undefined {
    if (verify !== undefined && !(typeof verify === 'string' && isGoogles(verify))) {
      return 'recaptcha_siteverify_api names another service than reCAPTCHA of Google, so the keys may not be for it.';
    }
    const inFile = ['recaptcha_private_key_path', 'recaptcha_public_key_path'].find((key) =>
      isTrueInPython(tree.value([key])),
    );
    return inFile === undefined ? undefined : `${inFile}: the key is in a file; MAS wants it in its configuration.`;
  }
}

function isGoogles(url: string): boolean {
  return /^https:\/\/www\.(recaptcha\.net|google\.com)\/recaptcha\/api\/siteverify\/?$/.test(url);
}
