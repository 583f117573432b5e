import type { MasConfig } from '../../config/mas-config.ts';
import { placeAround } from '../../config/place-around.ts';
import { Secret } from '../../support/secret.ts';
import type { ConfigRule } from '../config-rule.ts';

export const secretsIncomplete: ConfigRule = {
  id: 'mas/secrets-incomplete',
  severity: 'error',
  title: 'MAS lacks a key of its own',
  why: 'MAS encrypts client secrets and cookies by secrets.encryption and signs tokens by secrets.keys. Without the one it does not start, without the other nobody can log in.',
  remedy:
    'Take the section secrets from what mas-cli config generate writes: encryption (64 hexadecimal digits) or encryption_file, keys or keys_dir with an RSA key at least.',
  learntFrom: ['MAS: crates/config secrets section', 'element-hq/matrix-authentication-service#1960'],
  observe(_synapse, mas) {
    return problemsOf(mas).map((what) => ({
      what,
      where: [placeAround(mas.tree, ['secrets', 'encryption'])],
    }));
  },
};

function problemsOf({ tree }: MasConfig): readonly string[] {
  const value = (key: string): unknown => tree.value(['secrets', key]);
  const isSet = (key: string): boolean => value(key) !== undefined && value(key) !== null;
  const encryption = value('encryption');
  const isMalformed = encryption instanceof Secret && !/^[0-9a-f]{64}$/i.test(encryption.reveal());
  const keys = value('keys');
  return [
    ...(isSet('encryption') || isSet('encryption_file') ? [] : ['secrets has neither encryption nor encryption_file.']),
    ...(isSet('encryption') && isSet('encryption_file') ? ['secrets has both encryption and encryption_file.'] : []),
    ...(isMalformed ? ['secrets.encryption is not 64 hexadecimal digits.'] : []),
    ...((Array.isArray(keys) && keys.length > 0) || isSet('keys_dir')
      ? []
      : ['secrets has neither keys nor keys_dir.']),
  ];
}
