import type { Rule } from '../../rule.ts';

export const versionKnownBad: Rule = {
  id: 'versions/known-bad',
  severity: 'warning',
  title: 'A release of Synapse with a known fault',
  why: 'With this release and this configuration a part of the work with MAS fails, whatever the plan does.',
  remedy: 'Upgrade Synapse to the release that is named, or a newer one.',
  learntFrom: ['element-hq/synapse#19184', 'element-hq/synapse#19144', 'element-hq/synapse#19892'],
};
