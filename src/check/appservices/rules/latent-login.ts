import type { Rule } from '../../rule.ts';
import { msc4190 } from './common.ts';

export const latentLogin: Rule = {
  id: 'appservice/latent-login',
  severity: 'warning',
  title: 'An application service that encrypts works only until its device is reset',
  why: 'It goes on with the device that it has, perhaps for months. When that is reset it has to log in by m.login.application_service, which MAS refuses, and nobody thinks of the move any more.',
  remedy:
    'Switch MSC4190 on for it before the move; the step operator/bridges says where. Do not reset its device until then.',
  learntFrom: ['matrix-org/matrix-hookshot#1084', ...msc4190],
};
