import type { Rule } from '../rule.ts';

const sources = ['Synapse: synapse/config/oidc.py', 'MAS: crates/config upstream_oauth2 section'];

/** A warning where somebody can log in who could not, or the other way about. */
export const providerOptionLost: Rule = {
  id: 'mas/provider-option-lost',
  severity: 'warning',
  title: 'An option of a provider has no counterpart in MAS',
  why: 'MAS does not do this, so that something changes for those who log in by the provider.',
  remedy: 'Decide whether that is acceptable; otherwise let the provider itself do it.',
  learntFrom: sources,
};

export const providerSecretLost: Rule = {
  id: 'mas/provider-secret-lost',
  severity: 'error',
  isAcceptable: true,
  title: 'MAS cannot prove itself to a provider as Synapse does',
  why: 'Synapse signs its client secret with a key of its own (client_secret_jwt_key). MAS knows that only for Sign in with Apple: nobody could log in by this provider.',
  remedy:
    'Let the provider give you a client secret, or set private_key_jwt for it in upstream_oauth2.providers, with synapse_idp_id, and plan again.',
  learntFrom: sources,
};

export const providerTemplate: Rule = {
  id: 'mas/provider-template',
  severity: 'warning',
  title: 'A template of a provider uses what MAS does not know',
  why: 'Synapse renders it by Jinja, MAS by minijinja. Where MAS cannot render the subject, nobody can log in by the provider; where it is the name of the account, no new user can; a display name or an e-mail address is left out.',
  remedy: 'Write the template anew in claims_imports of the provider in MAS; its documentation lists the filters.',
  learntFrom: ['MAS: crates/handlers upstream_oauth2 templates', ...sources],
};

export const providerUserProfile: Rule = {
  id: 'mas/provider-user-profile',
  severity: 'info',
  title: 'Where MAS takes the profile of users from',
  why: 'By default both ask the userinfo endpoint only for providers without OpenID Connect. A template needs fetch_userinfo where its claim stands only there.',
  remedy: 'Set fetch_userinfo for the provider in MAS if a claim of its templates is not in the ID token.',
  learntFrom: sources,
};

export const providerConflict: Rule = {
  id: 'mas/provider-conflict',
  severity: 'info',
  title: 'Accounts are linked to a provider by their name',
  why: 'Synapse links whoever comes with the name of an account (allow_existing_users). MAS is told to add a link only where the account has none of this provider (on_conflict: set): add and replace would let an account be taken over.',
  remedy: 'Take on_conflict out once everybody is linked.',
  learntFrom: sources,
};

export const providerLocalpart: Rule = {
  id: 'mas/provider-localpart',
  severity: 'info',
  title: 'Names of new accounts are taken from a provider as they are',
  why: 'Where such a name is taken, Synapse adds a number to it; characters that no account may have it writes as =20 and the like. MAS refuses such a login. Users who have an account and are linked to it do not notice.',
  remedy:
    'Let localpart.template of the provider in MAS give only names that MAS takes (a-z, 0-9 and .=_/+-); action suggest lets users choose another.',
  learntFrom: [
    'Synapse: map_username_to_mxid_localpart in synapse/types',
    'MAS: crates/handlers upstream_oauth2 link, policies/register',
  ],
};

export const providerAlgorithms: Rule = {
  id: 'mas/provider-algorithms',
  severity: 'info',
  title: 'MAS expects one algorithm for the ID tokens of a provider',
  why: 'Synapse takes any of id_token_signing_alg_values_supported, MAS only id_token_signed_response_alg: other tokens are refused.',
  remedy: 'Set id_token_signed_response_alg to the one that the provider uses.',
  learntFrom: sources,
};

export const providerDiffers: Rule = {
  id: 'mas/provider-differs',
  severity: 'warning',
  title: 'A provider in MAS is configured otherwise than in Synapse',
  why: 'What the configuration of MAS says is not changed. With another issuer, client or subject the provider may call users otherwise than their links do: they could not log in. All other options are only told.',
  remedy: 'Keep it if it is meant so; otherwise make it what Synapse has.',
  learntFrom: sources,
};

/** What is found while providers are taken over into MAS's configuration. */
export const providerRules: readonly Rule[] = [
  providerOptionLost,
  providerSecretLost,
  providerTemplate,
  providerUserProfile,
  providerConflict,
  providerLocalpart,
  providerAlgorithms,
  providerDiffers,
];
