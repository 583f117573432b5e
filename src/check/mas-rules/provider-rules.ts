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
  why: 'Synapse renders it by Jinja, MAS by minijinja: a login by the provider fails while MAS renders it.',
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
  severity: 'info',
  title: 'A provider in MAS is configured otherwise than in Synapse',
  why: 'What the configuration of MAS says is not changed.',
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
  providerAlgorithms,
  providerDiffers,
];
