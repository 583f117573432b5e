import { type ConfigRule, placesOf } from '../config-rule.ts';

export const issuerDiffers: ConfigRule = {
  id: 'mas/issuer-differs',
  severity: 'warning',
  title: 'MAS calls itself by another address than that at which it is',
  why: 'Clients ask the issuer for its discovery document, which MAS serves at http.public_base, and compare the names in it letter by letter. Where the two differ, clients such as Element X may not find MAS.',
  remedy:
    'Take http.issuer out, so that it is http.public_base; or let the reverse proxy serve .well-known/openid-configuration of the issuer from MAS.',
  learntFrom: [
    'MAS: crates/config http section',
    'element-hq/matrix-authentication-service#5379',
    'element-hq/matrix-authentication-service#2800',
    'element-hq/element-x-ios#3673',
  ],
  observe(_synapse, { tree, issuer, publicBase }) {
    if (issuer === publicBase) return [];
    return [
      {
        what: `http.issuer is ${withoutPassword(issuer)}, http.public_base ${withoutPassword(publicBase)}.`,
        where: placesOf(tree.place(['http', 'issuer']), tree.place(['http', 'public_base'])),
      },
    ];
  },
};

/** Nobody should write one here, but a finding shows no password whatever is written. */
function withoutPassword(url: string): string {
  if (!URL.canParse(url)) return 'no URL';
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}
