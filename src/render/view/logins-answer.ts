import type { Plan } from '../../plan/types.gen.ts';
import { formatCount } from '../format-count.ts';
import type { Answer, Block } from './blocks.ts';
import { loginBlocks } from './login-blocks.ts';

/** Who cannot log in, and how everybody else does. */
export function loginsAnswer({ logins }: Plan): Answer {
  const { password, provider, both, none, providers } = logins;
  const active = formatCount(password + provider + both + none);
  const cannot =
    none === 0
      ? `Every one of the ${active} active users has a way to log in.`
      : `${formatCount(none)} of the ${active} active users cannot log in: they have neither a password nor a provider.`;
  const byProvider: Block = {
    kind: 'table',
    head: ['Provider in Synapse', 'Provider in MAS', 'Name', 'Users'],
    rows: providers.map(({ synapseIdpId, id, name, users }) => [synapseIdpId, id, name ?? '', formatCount(users)]),
    numbers: [3],
  };
  return {
    short: cannot,
    blocks: [
      {
        kind: 'table',
        head: ['Active users who can log in by', 'Users'],
        rows: [
          ['a password only', formatCount(password)],
          ['a provider only', formatCount(provider)],
          ['a password or a provider', formatCount(both)],
          ['nothing', formatCount(none)],
        ],
        numbers: [1],
      },
      ...(providers.length === 0 ? [{ kind: 'text' as const, text: 'No user logs in by a provider.' }] : [byProvider]),
      ...loginBlocks(logins),
    ],
    parts: [],
  };
}
