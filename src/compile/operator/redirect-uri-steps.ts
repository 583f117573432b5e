import type { OperatorStep } from '../../plan/types.gen.ts';
import { stepId } from '../step-id.ts';
import type { MovedProvider } from './moved-providers.ts';
import { operatorStep } from './operator-step.ts';

/** prepare: each identity provider must know where MAS wants its users back. */
export function redirectUriSteps(providers: readonly MovedProvider[]): readonly OperatorStep[] {
  return named('redirect-uri', providers).map(({ name, provider }) => {
    const { redirectUri, backchannelLogoutUri } = provider;
    return operatorStep('prepare', name, {
      title: `Add the redirect URI of MAS at ${provider.name}`,
      reason:
        'An identity provider sends people back only to addresses that it knows. It cannot be seen from here whether this one was added, so nothing checks it: whoever administers the provider answers for it.',
      who: `whoever administers ${provider.name}`,
      expect: 'The provider lists both addresses.',
      otherwise: 'Logins by this provider fail after the move until it is there; nothing else does.',
      instructions: [
        `Add this redirect URI ${at(provider)}:`,
        redirectUri.new,
        'Leave the old one there until the move is over, for the way back; operator/clean-up reminds of it:',
        redirectUri.old,
        ...(backchannelLogoutUri
          ? ['Leave the address of back-channel logout as it is: it changes when MAS runs, in the phase finish.']
          : []),
      ],
    });
  });
}

/** finish: an identity provider mostly takes only one address for back-channel logout, so it changes when MAS runs. */
export function backchannelLogoutSteps(providers: readonly MovedProvider[]): readonly OperatorStep[] {
  return named('backchannel-logout-uri', providers).flatMap(({ name, provider }) => {
    const { backchannelLogoutUri } = provider;
    if (!backchannelLogoutUri) return [];
    return operatorStep('finish', name, {
      title: `Change the address of back-channel logout at ${provider.name}`,
      reason:
        'Synapse ended sessions when this provider said so; MAS does it at another address. It cannot be seen from here whether it was changed: whoever administers the provider answers for it.',
      who: `whoever administers ${provider.name}`,
      expect: 'The provider shows the new address.',
      otherwise: 'Logging out at the provider ends no session here until it is changed; nothing else fails.',
      instructions: [
        `Set the back-channel logout URI ${at(provider)} to:`,
        backchannelLogoutUri.new,
        'It was:',
        backchannelLogoutUri.old,
      ],
    });
  });
}

function at({ name, issuer, clientId }: MovedProvider): string {
  return `at ${issuer ?? name}${clientId === undefined ? '' : ` for the client ${clientId}`}`;
}

/** Ids are lower case and narrower than idp_id, so two providers may come to the same name. */
function named(
  prefix: string,
  providers: readonly MovedProvider[],
): readonly { readonly name: string; readonly provider: MovedProvider }[] {
  const taken = new Set<string>();
  return providers.map((provider) => {
    const id = stepId('operator', `${prefix}-${provider.authProvider}`, taken);
    taken.add(id);
    return { name: id.replace(/^operator\//, ''), provider };
  });
}
