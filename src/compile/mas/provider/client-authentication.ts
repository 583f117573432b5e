import type { YamlValue } from '../../yaml/yaml-value.ts';
import type { ProviderOptions } from './provider-options.ts';

/** How MAS is to show the provider who it is. */
export interface ClientAuthentication {
  readonly options: Readonly<Record<string, YamlValue>>;
  /** Whether Synapse signs its secret with a key of a kind that MAS cannot use. */
  readonly isLost: boolean;
}

/**
 * Maps client_secret, client_secret_path, client_secret_jwt_key and client_auth_method. MAS reads a file of a secret
 * without white space around it, so the file of Synapse will do.
 */
export function clientAuthentication(from: ProviderOptions): ClientAuthentication {
  if (from.has('client_secret_jwt_key')) return signedSecret(from);
  const file = from.text('client_secret_path');
  const inline = from.secret('client_secret');
  const method = from.text('client_auth_method');
  const hasSecret = file !== undefined || inline !== undefined;
  const secret = inline ? { client_secret: inline } : file === undefined ? {} : { client_secret_file: file };
  if (method === 'none' || !hasSecret) return { options: { token_endpoint_auth_method: 'none' }, isLost: false };
  return { options: { ...secret, token_endpoint_auth_method: method ?? 'client_secret_basic' }, isLost: false };
}

/** Of keys that sign a secret MAS knows those of Sign in with Apple: iss is the team, kid the key. */
function signedSecret(from: ProviderOptions): ClientAuthentication {
  const key = ['client_secret_jwt_key'] as const;
  const team = from.text(...key, 'jwt_payload', 'iss');
  const id = from.text(...key, 'jwt_header', 'kid');
  const isApple = /^https:\/\/appleid\.apple\.com\/?$/.test(from.text('issuer') ?? '');
  const file = from.text(...key, 'key_file');
  const inline = from.secret(...key, 'key');
  if (!isApple || team === undefined || id === undefined || (file === undefined && !inline)) {
    return { options: { token_endpoint_auth_method: 'none' }, isLost: true };
  }
  const source = inline ? { private_key: inline } : { private_key_file: file ?? '' };
  return {
    options: {
      token_endpoint_auth_method: 'sign_in_with_apple',
      sign_in_with_apple: { ...source, team_id: team, key_id: id },
    },
    isLost: false,
  };
}
