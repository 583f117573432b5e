import { formatPath } from '../../config/config-node.ts';
import type { ConfigTree } from '../../config/config-tree.ts';
import type { HiddenValue } from '../../config/hidden-values.ts';
import type { ConfigRule, Observation } from '../config-rule.ts';

const common = {
  severity: 'info',
  title: 'A value that is written down does not count',
  why: 'A later place of the same option hides it. Whoever reads or changes the first place is misled.',
  remedy: 'Take the value out that does not count.',
} as const;

export const synapseHiddenOption: ConfigRule = {
  ...common,
  id: 'synapse/hidden-option',
  learntFrom: ['Synapse: synapse/config/_base.py merges files key by key at the top level'],
  observe: ({ tree }) => observations(tree, (value) => value.isSame || !isDecisive(value)),
};

export const masHiddenOption: ConfigRule = {
  ...common,
  id: 'mas/hidden-option',
  learntFrom: ['MAS: docs/reference/configuration.md'],
  observe: (_synapse, { tree }) => observations(tree, (value) => value.isSame || !isDecisive(value)),
};

/** Two values that contradict each other about who logs in, where the data is or whom the homeserver is. */
export const contradictoryOption: ConfigRule = {
  id: 'synapse/contradictory-option',
  severity: 'warning',
  title: 'Two places say different things of an option that decides the migration',
  why: 'Only the later one counts. If the other one is meant, the plan is made for the wrong database, the wrong logins or the wrong homeserver.',
  remedy: 'Find out which value is right, and take the other one out.',
  learntFrom: ['Synapse: synapse/config/_base.py', 'MAS: docs/reference/configuration.md'],
  observe: (synapse, mas) =>
    [synapse.tree, mas.tree].flatMap((tree) => observations(tree, (value) => !value.isSame && isDecisive(value))),
};

function observations(tree: ConfigTree, isWanted: (value: HiddenValue) => boolean): readonly Observation[] {
  return tree.hidden.filter(isWanted).map(({ path, place, by, isSame }) => ({
    what: `${formatPath(path)} stands at two places, ${isSame ? 'with the same value' : 'with different values'}; the second one counts.`,
    where: [place, by],
  }));
}

function isDecisive({ path }: HiddenValue): boolean {
  return decisive.has(String(path[0]));
}

const decisive: ReadonlySet<string> = new Set([
  ...['server_name', 'public_baseurl', 'database', 'databases', 'password_config', 'oidc_providers', 'oidc_config'],
  ...['saml2_config', 'cas_config', 'jwt_config', 'password_providers', 'modules', 'enable_registration'],
  ...['matrix_authentication_service', 'experimental_features', 'app_service_config_files', 'allow_guest_access'],
  ...['database_path', 'disable_registration', 'registrations_require_3pid', 'registration_requires_token'],
  ...['ldap_config', 'allowed_local_3pids', 'signing_key_path', 'media_store_path'],
  ...['matrix', 'passwords', 'upstream_oauth2', 'secrets'],
]);
