import { hasOwnMapping } from './own-mapping.ts';
import type { ProviderOptions } from './provider-options.ts';

/** An option of a provider that MAS does not have. */
export interface LostOption {
  readonly path: readonly string[];
  /** What is so, where it is more or less than that the provider has the option. */
  readonly fact?: string;
  /** What changes, and for whom. */
  readonly change: string;
  readonly severity: 'warning' | 'info';
}

/** The options of a provider of Synapse for which MAS has no equal, as far as they are used. */
export function lostOptions(from: ProviderOptions): readonly LostOption[] {
  return candidates.filter(({ path, isUsed }) => (isUsed ? isUsed(from) : from.has(...path)));
}

interface Candidate extends LostOption {
  readonly isUsed?: (from: ProviderOptions) => boolean;
}

const config = ['user_mapping_provider', 'config'] as const;

const candidates: readonly Candidate[] = [
  {
    path: ['enable_registration'],
    isUsed: (from) => from.flag('enable_registration') === false,
    change: 'Whoever can log in at the provider gets an account here; until now only those who had one could log in.',
    severity: 'warning',
  },
  {
    path: ['attribute_requirements'],
    isUsed: (from) => isFilledList(from.section()?.attribute_requirements),
    change:
      'Users whom the provider lets in but Synapse refused for their attributes can log in. Let the provider refuse them.',
    severity: 'warning',
  },
  {
    path: ['user_mapping_provider', 'module'],
    isUsed: hasOwnMapping,
    change:
      'A module of your own maps users, which MAS cannot run: it takes the claim sub for the subject. Users whose links were made by another subject cannot log in until claims_imports says the same as the module.',
    severity: 'warning',
  },
  {
    path: ['redirect_uri'],
    change:
      'MAS has a redirect URI of its own; a fallback that gathered the logins of several servers is not used any more.',
    severity: 'warning',
  },
  {
    path: ['passthrough_authorization_parameters'],
    isUsed: (from) => (from.texts('passthrough_authorization_parameters') ?? []).length > 0,
    change:
      'Parameters that clients gave with the redirect do not reach the provider; MAS can pass on login_hint (forward_login_hint).',
    severity: 'info',
  },
  {
    path: ['backchannel_logout_ignore_sub'],
    isUsed: (from) => from.flag('backchannel_logout_ignore_sub') === true,
    change:
      'MAS compares the subject of a logout from the provider: where the two never agree, such logouts end no session.',
    severity: 'info',
  },
  {
    path: [...config, 'extra_attributes'],
    isUsed: (from) => Object.keys(from.section(...config, 'extra_attributes') ?? {}).length > 0 && !hasOwnMapping(from),
    change: 'Clients no longer get these attributes with the answer to a login.',
    severity: 'info',
  },
  {
    path: [...config, 'confirm_localpart'],
    isUsed: (from) =>
      from.flag(...config, 'confirm_localpart') === true &&
      from.flag('allow_existing_users') === true &&
      from.has(...config, 'localpart_template') &&
      !hasOwnMapping(from),
    change:
      'New users are no longer asked whether they like their name: MAS finds accounts by a name (allow_existing_users) only where nobody may change it.',
    severity: 'info',
  },
  {
    path: ['scopes'],
    isUsed: (from) => from.texts('scopes')?.join('').trim() === '',
    fact: 'has no scopes.',
    change: 'MAS asks for at least one, and is told profile: take another if the provider does not know it.',
    severity: 'warning',
  },
  {
    path: ['user_mapping_provider'],
    isUsed: (from) => pictureBy(from) === 'default',
    fact: 'takes pictures from the claim picture, as Synapse does by default.',
    change: 'New users do not get the picture of the provider. Avatars that users have stay.',
    severity: 'info',
  },
  {
    path: [...config, 'picture_template'],
    isUsed: (from) => pictureBy(from) === 'picture_template',
    change: 'New users do not get the picture of the provider. Avatars that users have stay.',
    severity: 'info',
  },
  {
    path: [...config, 'picture_claim'],
    isUsed: (from) => pictureBy(from) === 'picture_claim',
    change: 'New users do not get the picture of the provider. Avatars that users have stay.',
    severity: 'info',
  },
  ...['authorization_endpoint', 'token_endpoint', 'userinfo_endpoint', 'jwks_uri'].map(
    (name): Candidate => ({
      path: [name],
      isUsed: (from) => from.secret(name) !== undefined,
      fact: `has a password or a token in ${name}.`,
      change: 'The plan would show it, so it is not taken over: write the address into the provider of MAS yourself.',
      severity: 'warning',
    }),
  ),
  {
    path: ['idp_icon'],
    change: 'The login page of MAS shows an icon only for the brands that it knows (brand_name).',
    severity: 'info',
  },
];

function isFilledList(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}

/** Which option says where pictures come from; an empty template counts for none. */
function pictureBy(from: ProviderOptions): 'picture_template' | 'picture_claim' | 'default' | undefined {
  if (hasOwnMapping(from)) return undefined;
  if (from.text(...config, 'picture_template')) return 'picture_template';
  return from.has(...config, 'picture_claim') ? 'picture_claim' : 'default';
}
