import type { Rule } from '../../rule.ts';
import { sources } from './common.ts';

export const providerDiffers: Rule = {
  id: 'mas/provider-differs',
  severity: 'warning',
  title: 'A provider in MAS is configured otherwise than in Synapse',
  why: 'What the configuration of MAS says is not changed. With another issuer, client or subject the provider may call users otherwise than their links do: they could not log in. All other options are only told.',
  remedy: 'Keep it if it is meant so; otherwise make it what Synapse has.',
  learntFrom: sources,
};
