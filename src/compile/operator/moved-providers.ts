import type { MasConfig } from '../../config/mas-config.ts';
import type { SynapseConfig } from '../../config/synapse-config.ts';

/** An OIDC provider of Synapse that MAS has too, with the addresses that it must know. */
export interface MovedProvider {
  readonly authProvider: string;
  /** What people call it. */
  readonly name: string;
  readonly issuer?: string;
  /** With which MAS asks. */
  readonly clientId?: string;
  readonly redirectUri: { readonly old: string; readonly new: string };
  /** Where Synapse listens for back-channel logout. */
  readonly backchannelLogoutUri?: { readonly old: string; readonly new: string };
}

/** The providers of homeserver.yaml that MAS's configuration has, by synapse_idp_id; each once. */
export function movedProviders(synapse: SynapseConfig, mas: MasConfig): readonly MovedProvider[] {
  const moved = new Map<string, MovedProvider>();
  for (const { authProvider, name, issuer, clientId } of synapse.providers) {
    const target = mas.providers.find(({ synapseIdpId }) => synapseIdpId === authProvider);
    if (!target || moved.has(authProvider)) continue;
    const options = optionsOf(synapse, authProvider);
    const client = target.clientId ?? clientId;
    const theIssuer = target.issuer ?? issuer;
    moved.set(authProvider, {
      authProvider,
      name: name ?? target.humanName ?? authProvider,
      ...(theIssuer === undefined ? {} : { issuer: theIssuer }),
      ...(client === undefined ? {} : { clientId: client }),
      redirectUri: {
        old: typeof options.redirect_uri === 'string' ? options.redirect_uri : synapseUri(synapse, 'callback'),
        new: masUri(mas, `upstream/callback/${target.id}`),
      },
      ...(options.backchannel_logout_enabled === true
        ? {
            backchannelLogoutUri: {
              old: synapseUri(synapse, 'backchannel_logout'),
              new: masUri(mas, `upstream/backchannel-logout/${target.id}`),
            },
          }
        : {}),
    });
  }
  return [...moved.values()];
}

type Options = Readonly<Record<string, unknown>>;

function optionsOf({ tree }: SynapseConfig, authProvider: string): Options {
  const list = tree.value(['oidc_providers']);
  const providers = [...(Array.isArray(list) ? (list as readonly unknown[]) : []), tree.value(['oidc_config'])];
  return providers.filter(isOptions).find((options) => authProviderOf(options) === authProvider) ?? {};
}

function authProviderOf({ idp_id: idpId }: Options): string {
  return idpId === undefined || idpId === null || idpId === 'oidc' ? 'oidc' : `oidc-${String(idpId)}`;
}

function isOptions(value: unknown): value is Options {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Synapse takes https://<server_name>/ where it has no public_baseurl. */
function synapseUri({ publicBaseurl, serverName }: SynapseConfig, name: string): string {
  return `${publicBaseurl ?? `https://${serverName}/`}_synapse/client/oidc/${name}`;
}

/** MAS writes ids in capitals and joins them to public_base as it stands: without a slash at its end, the last part falls away. */
function masUri(mas: MasConfig, path: string): string {
  const [, folder = '', id = ''] = /^(.*\/)([^/]*)$/.exec(path) ?? [];
  const written = mas.tree.value(['http', 'public_base']);
  const base = typeof written === 'string' && URL.canParse(written) ? written : mas.publicBase;
  const relative = folder + id.toUpperCase();
  return URL.canParse(relative, base) ? new URL(relative, base).href : base + relative;
}
