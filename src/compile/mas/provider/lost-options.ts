import type { ProviderOptions } from './provider-options.ts';

/** An option of a provider that MAS does not have. */
export interface LostOption {
  readonly path: readonly string[];
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
    change: 'Clients no longer get these attributes with the answer to a login.',
    severity: 'info',
  },
  {
    path: [...config, 'picture_template'],
    change: 'New users do not get the picture of the provider. Avatars that users have stay.',
    severity: 'info',
  },
  {
    path: [...config, 'picture_claim'],
    change: 'New users do not get the picture of the provider. Avatars that users have stay.',
    severity: 'info',
  },
  {
    path: ['idp_icon'],
    change: 'The login page of MAS shows an icon only for the brands that it knows (brand_name).',
    severity: 'info',
  },
];

function isFilledList(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}

/** The two names of Synapse's own. */
function hasOwnMapping(from: ProviderOptions): boolean {
  const module = from.text('user_mapping_provider', 'module');
  return module !== undefined && !/^synapse\.handlers\.oidc(_handler)?\.JinjaOidcMappingProvider$/.test(module);
}
