import type { Rule } from '../rule.ts';

export const passwordComplexity: Rule = {
  id: 'mas/password-complexity',
  severity: 'info',
  title: 'MAS judges new passwords by other rules than Synapse',
  why: 'password_config.policy counts characters and their kinds. MAS estimates how many guesses a password takes (passwords.minimum_complexity, 0 to 4, 3 by default). Some passwords pass the one and not the other. Passwords that exist are not judged.',
  remedy: 'Choose passwords.minimum_complexity in the configuration of MAS: 3 means 1e8 guesses, 4 means 1e10.',
  learntFrom: ['Synapse: synapse/handlers/password_policy.py', 'MAS: crates/config passwords section'],
};
