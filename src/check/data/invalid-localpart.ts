import type { DataRule } from './data-rule.ts';

export const invalidLocalpart: DataRule = {
  id: 'data/invalid-localpart',
  severity: 'error',
  template: 'invalid-localpart',
  countedAs: ['invalid-localpart', 'excluded-localpart'],
  title: 'Localparts that MAS cannot hold',
  why: 'A username of MAS is not empty and holds no colon; the user id would be read as one of another server.',
  remedy:
    'Give their people new accounts. Then decide exclude-invalid-localparts in the file of --accept, which leaves these users out with all that is theirs.',
  learntFrom: ['element-hq/matrix-authentication-service#4121'],
};
