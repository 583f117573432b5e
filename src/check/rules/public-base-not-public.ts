import { type ConfigRule, placesOf } from '../config-rule.ts';

export const publicBaseNotPublic: ConfigRule = {
  id: 'mas/public-base-not-public',
  severity: 'warning',
  title: 'The public address of MAS cannot be reached by clients',
  why: 'Clients are sent to http.public_base to log in. A generated configuration has http://[::]:8080/, which is no address of a server.',
  remedy: 'Set http.public_base to the https address under which browsers reach MAS.',
  learntFrom: ['MAS: crates/config http section'],
  observe(_synapse, mas) {
    const host = URL.canParse(mas.publicBase) ? new URL(mas.publicBase).hostname : '';
    if (!['', '[::]', '0.0.0.0', '[::1]', '127.0.0.1', 'localhost'].includes(host)) return [];
    return [
      {
        what: `http.public_base is ${host === '' ? 'no URL' : `at ${host}`}.`,
        where: placesOf(mas.tree.place(['http', 'public_base']) ?? mas.tree.place(['http'])),
      },
    ];
  },
};
