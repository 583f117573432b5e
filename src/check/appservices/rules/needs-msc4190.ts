import type { Rule } from '../../rule.ts';
import { bridgeKinds } from '../bridge-kinds.ts';
import { msc4190 } from './common.ts';

export const needsMsc4190: Rule = {
  id: 'appservice/needs-msc4190',
  severity: 'warning',
  title: 'An application service that encrypts logs in by a way that MAS does not have',
  why: 'It makes the device with its keys by m.login.application_service, which MAS refuses. It stops working with the move, or at its next start.',
  remedy:
    'Switch MSC4190 on in its own configuration, or update it to a release that knows it, before the move; the step operator/bridges says where.',
  learntFrom: [
    ...msc4190,
    'element-hq/matrix-authentication-service#3206',
    'element-hq/matrix-authentication-service#2580',
    ...bridgeKinds.flatMap(({ learntFrom }) => learntFrom),
  ],
};
