import type { DataRule } from './data-rule.ts';

export const deviceIdCharset: DataRule = {
  id: 'devices/id-charset',
  severity: 'warning',
  template: 'device-id-charset',
  title: 'Device ids with characters that a scope cannot hold',
  why: 'MAS tells Synapse the device in a scope, unless both are new enough to name it apart. A space, a quotation mark, a backslash or a letter beyond ASCII cannot stand there: such a session fails, and older versions of MAS cannot list or end it.',
  remedy:
    'Log these devices out before the migration and in again under an id of letters and digits; bots have it in their configuration. Or use a recent MAS and Synapse.',
  learntFrom: [
    'MAS: crates/data-model/src/compat/device.rs',
    'element-hq/matrix-authentication-service#2724',
    'element-hq/matrix-authentication-service#4027',
  ],
};
