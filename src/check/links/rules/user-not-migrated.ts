import type { DataRule } from '../../data/data-rule.ts';
import { learntFrom, matters } from './common.ts';

export const userNotMigrated: DataRule = {
  id: 'links/user-not-migrated',
  severity: 'error',
  template: 'link-user-not-migrated',
  matters,
  title: 'Users of --links whom MAS does not get',
  why: 'They do not exist, are of another server, belong to an application service, or were left out by a decision: there is nobody to link.',
  remedy: 'Write the whole user id, @localpart:server_name, of a user of this homeserver, or take the line out.',
  learntFrom,
};
