import { type ConfigRule, placesOf } from '../config-rule.ts';

export const compatResourceMissing: ConfigRule = {
  id: 'mas/compat-resource-missing',
  severity: 'warning',
  title: 'MAS does not serve the login of existing clients',
  why: 'Clients without OpenID Connect log in, refresh tokens and log out through the resource compat. Sessions with refresh tokens end without it.',
  remedy: 'Add {name: compat} to the resources of the listener in http.listeners that the reverse proxy uses.',
  learntFrom: ['MAS: crates/config http section', 'MAS: docs/setup/reverse-proxy.md'],
  observe(_synapse, mas) {
    const listeners = mas.tree.value(['http', 'listeners']);
    // Without a section http MAS has listeners of its own, with compat; a section without listeners has none.
    if (mas.tree.value(['http']) === undefined) return [];
    const names = (Array.isArray(listeners) ? listeners : []).flatMap((_, index) => {
      const resources = mas.tree.value(['http', 'listeners', index, 'resources']);
      return Array.isArray(resources)
        ? resources.map((_resource, at) => mas.tree.value(['http', 'listeners', index, 'resources', at, 'name']))
        : [];
    });
    if (names.includes('compat')) return [];
    return [
      {
        what: 'No listener in http.listeners has the resource compat.',
        where: placesOf(mas.tree.place(['http', 'listeners']) ?? mas.tree.place(['http'])),
      },
    ];
  },
};
