import type { ConfigRule } from '../config-rule.ts';

export const sharedSecretForm: ConfigRule = {
  id: 'mas/shared-secret-form',
  severity: 'error',
  title: 'The shared secret cannot be sent',
  why: 'Both services send it as one word in a header. Of one with white space Synapse sees the first word only, and letters that are not ASCII do not arrive as they are: MAS could make no user and no device.',
  remedy:
    'Make another secret, for example with openssl rand -hex 32, and write it where both services read it; then plan again.',
  learntFrom: ['Synapse: synapse/api/auth/base.py', 'RFC 6750, section 2.1'],
  observe(_synapse, mas) {
    const { sharedSecret } = mas.matrix;
    if (!sharedSecret?.value || /^[\x21-\x7e]+$/.test(sharedSecret.value.reveal())) return [];
    const key = sharedSecret.kind === 'inline' ? 'matrix.secret' : 'matrix.secret_file';
    const what = `${key} of MAS is empty, or holds white space or letters that are not ASCII.`;
    return [{ what, where: [sharedSecret.place] }];
  },
};
