import type { DataRule } from './data-rule.ts';

export const foreignDomainUser: DataRule = {
  id: 'data/foreign-domain-user',
  severity: 'error',
  template: 'foreign-domain-user',
  countedAs: ['other-domain', 'excluded-other-domain'],
  title: 'Users belong to another server name',
  why: 'MAS knows users by their localpart on one server name. These would become other people.',
  remedy:
    'Check server_name in homeserver.yaml. If these users are left of another server, remove them, or decide exclude-other-domains in the file of --accept, which leaves them out with all that is theirs.',
  learntFrom: ['MAS: crates/syn2mas', 'element-hq/matrix-authentication-service#4881'],
};
