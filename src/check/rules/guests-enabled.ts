import { type ConfigRule, placesOf } from '../config-rule.ts';

export const guestsEnabled: ConfigRule = {
  id: 'synapse/guests-enabled',
  severity: 'error',
  title: 'Synapse serves guests, MAS cannot',
  why: 'MAS has no guest access: guests lose access, and no new ones get in.',
  remedy: 'Set allow_guest_access to false in homeserver.yaml.',
  learntFrom: ['MAS: crates/syn2mas', 'element-hq/matrix-authentication-service#1445', 'element-hq/ess-helm#1417'],
  observe(synapse) {
    if (!synapse.allowGuestAccess) return [];
    return [{ what: 'allow_guest_access is true.', where: placesOf(synapse.tree.place(['allow_guest_access'])) }];
  },
};
