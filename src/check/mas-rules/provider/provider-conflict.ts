import type { Rule } from '../../rule.ts';
import { sources } from './common.ts';

export const providerConflict: Rule = {
  id: 'mas/provider-conflict',
  severity: 'info',
  title: 'Accounts are linked to a provider by their name',
  why: 'Synapse links whoever comes with the name of an account (allow_existing_users). MAS is told to add a link only where the account has none of this provider (on_conflict: set): add and replace would let an account be taken over.',
  remedy: 'Take on_conflict out once everybody is linked.',
  learntFrom: sources,
};
