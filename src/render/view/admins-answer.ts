import type { Admin, Plan } from '../../plan/types.gen.ts';
import { formatCount } from '../format-count.ts';
import type { Answer, Block } from './blocks.ts';
import { describeWay, lastSeen } from './login-blocks.ts';

/** Who is an administrator in Synapse, and what that becomes. */
export function adminsAnswer({ logins, choices }: Plan): Answer {
  const { admins } = logins;
  if (!admins) return { short: 'The plan does not say.', blocks: [], parts: [] };
  const { users, canRequestAdmin, canLogIn, listed } = admins;
  const counts = `${formatCount(users)} of Synapse (users.admin); ${formatCount(canRequestAdmin)} of them may ask MAS for administrator rights (can_request_admin), and ${formatCount(canLogIn)} of these can log in.`;
  const more = users - (listed?.length ?? 0);
  return {
    short: users === 0 ? 'Synapse has no administrator, so MAS gets none.' : counts,
    blocks: [
      ...(listed && listed.length > 0 ? [table(listed)] : []),
      ...(listed && more > 0 ? [{ kind: 'text' as const, text: `And ${formatCount(more)} more.` }] : []),
      ...(users > 0 && !choices.samples
        ? [{ kind: 'text' as const, text: 'Their ids are not in this plan: it was made without samples.' }]
        : []),
      {
        kind: 'text',
        text: 'The right is one to ask for: a client has to request the administrator scope when it logs in. Sessions of an administrator that are carried over keep theirs.',
      },
    ],
    parts: [],
  };
}

function table(listed: readonly Admin[]): Block {
  return {
    kind: 'table',
    head: ['User', 'State', 'can_request_admin', 'Logs in by', 'Last seen'],
    rows: listed.map((admin) => [
      admin.user,
      admin.state,
      admin.canRequestAdmin ? 'yes' : 'no',
      admin.state === 'active' ? describeWay(admin) : 'nothing',
      lastSeen(admin),
    ]),
    numbers: [],
    people: true,
  };
}
