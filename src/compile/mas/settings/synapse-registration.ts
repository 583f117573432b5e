import { isTrueAsText, isTrueInPython } from '../../../check/python-value.ts';
import type { SynapseConfig } from '../../../config/synapse-config.ts';

/** How people register at Synapse: whether they can, and what they must show. */
export interface SynapseRegistration {
  readonly enabled: boolean;
  readonly email: boolean;
  readonly phone: boolean;
  readonly token: boolean;
  readonly captcha: boolean;
  /** An administrator must approve new accounts (MSC3866). */
  readonly approval: boolean;
  /** Only certain addresses are allowed. */
  readonly restrictedAddresses: boolean;
}

/** Registration as Synapse reads it: synapse/config/registration.py and the flows of synapse/rest/client/register.py. */
export function synapseRegistration({ tree }: SynapseConfig): SynapseRegistration {
  const isSet = (...path: string[]): boolean => isTrueInPython(tree.value(path));
  const disabled = tree.value(['disable_registration']);
  const required = requiredMedia(tree.value(['registrations_require_3pid']));
  const token = isSet('registration_requires_token');
  // With both, the token alone is enough: no address is asked for.
  const bypass = token && isSet('enable_registration_token_3pid_bypass');
  const approval = ['experimental_features', 'msc3866'];
  return {
    enabled: disabled === undefined ? isTrueAsText(tree.value(['enable_registration'])) : !isTrueAsText(disabled),
    email: required('email') && !bypass,
    phone: required('msisdn') && !bypass && !isSet('disable_msisdn_registration'),
    token,
    captcha: isSet('enable_registration_captcha'),
    approval: isSet(...approval, 'enabled') && isSet(...approval, 'require_approval_for_new_accounts'),
    restrictedAddresses: isSet('allowed_local_3pids'),
  };
}

/** Python's `in`, for a list as for a string. */
function requiredMedia(value: unknown): (medium: string) => boolean {
  return (medium) => (Array.isArray(value) || typeof value === 'string') && value.includes(medium);
}
