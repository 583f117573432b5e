import type { DataRule } from './data-rule.ts';

export const deviceIdCharset: DataRule = {
  id: 'devices/id-charset',
  severity: 'warning',
  template: 'device-id-charset',
  matters: ({ anyDeviceId }) => !anyDeviceId,
  title: 'Device ids with characters that a scope cannot hold',
  why: 'MAS before 0.15 tells Synapse the device in a scope, and Synapse before 1.126 looks for it nowhere else. A space, a quotation mark, a backslash or a letter beyond ASCII cannot stand there: such a session fails, and MAS can neither list nor end it.',
  remedy:
    'Log these devices out before the migration and in again under an id of letters and digits; bots have it in their configuration. Or upgrade both: newer releases take every device id, and then there is no finding.',
  learntFrom: [
    'MAS: crates/data-model/src/compat/device.rs',
    'element-hq/matrix-authentication-service#2724',
    'element-hq/matrix-authentication-service#4027',
  ],
};
