import type { Rule } from '../rule.ts';

/** A warning where people are locked out, or registration is opened. */
export const settingDiffers: Rule = {
  id: 'mas/setting-differs',
  severity: 'info',
  title: 'MAS is configured to do something else than Synapse did',
  why: 'What the configuration of MAS says is not changed, so the behaviour changes with the migration.',
  remedy: 'Keep it if it is meant so; otherwise change the option in the configuration of MAS, or take it out.',
  learntFrom: ['MAS: crates/config', 'Synapse: synapse/config/registration.py'],
};
