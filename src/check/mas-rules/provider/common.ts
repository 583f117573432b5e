/** Where the options of both are told of. */
export const sources = ['Synapse: synapse/config/oidc.py', 'MAS: crates/config upstream_oauth2 section'];
