import type { Rule } from '../rule.ts';

export const rateLimit: Rule = {
  id: 'mas/rate-limit',
  severity: 'info',
  title: 'A limit of Synapse means something else in MAS',
  why: 'Synapse counts failed logins (rc_login.failed_attempts) and completed ones (rc_login.account) of an account apart. MAS counts every password that is tried, in rate_limiting.login.per_account, so strangers can use up the allowance.',
  remedy: 'Look at rate_limiting in the configuration of MAS; its own default is 1800 tries an hour for each account.',
  learntFrom: ['Synapse: synapse/config/ratelimiting.py', 'MAS: crates/config rate_limiting section'],
};
