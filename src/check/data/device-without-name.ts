import type { DataRule } from './data-rule.ts';

export const deviceWithoutName: DataRule = {
  id: 'devices/no-display-name',
  severity: 'info',
  template: 'device-without-name',
  title: 'Devices without a name',
  why: 'MAS shows people their sessions by the display name of the device. Those without one are shown by their client, or as unknown: people may not recognise their own. Names that are changed later are not always the same in MAS and Synapse.',
  remedy: 'Nothing has to be done. Tell people that sessions without a name in their account are theirs.',
  learntFrom: ['element-hq/matrix-authentication-service#3919', 'element-hq/matrix-authentication-service#4459'],
};
