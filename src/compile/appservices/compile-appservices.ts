import { appserviceChanges } from '../../check/appservices/appservice-changes.ts';
import { bridgeKindOf } from '../../check/appservices/bridge-kinds.ts';
import { judgeAppservice } from '../../check/appservices/judge-appservice.ts';
import { noUsers } from '../../check/appservices/owned-users.ts';
import type { KnownVersion } from '../../check/versions/known-version.ts';
import type { Registration, Registrations } from '../../config/registrations/registration.ts';
import type { Appservice, Appservices } from '../../plan/types.gen.ts';
import type { AppserviceAnswers } from './appservice-answers.ts';
import { senderOf } from './appservice-queries.ts';

/** What becomes of each application service, as the plan has it. */
export function compileAppservices(
  { services }: Registrations,
  answers: AppserviceAnswers,
  about: { readonly suffix: string; readonly hasDeviceKeys: boolean; readonly synapse: KnownVersion },
): Appservices {
  return {
    services: services.map((service) => compileAppservice(service, answers, about)),
    unregistered: [...answers.unregistered],
    lookalikes: [...answers.lookalikes],
  };
}

function compileAppservice(
  registration: Registration,
  answers: AppserviceAnswers,
  { suffix, hasDeviceKeys, synapse }: Parameters<typeof compileAppservices>[2],
): Appservice {
  const { file, path, id, msc4190 } = registration;
  const none = hasDeviceKeys ? noUsers : { ...noUsers, encrypting: undefined };
  const owned = (id === undefined ? undefined : answers.owned.get(id)) ?? none;
  const sender = senderOf(registration, suffix);
  const judgement = judgeAppservice(registration, owned, synapse);
  const kind = bridgeKindOf(registration)?.name;
  const { users, deactivated, devices, encrypting, loggedIn, tokens, lastSeen } = owned;
  return {
    file,
    ...(path === undefined ? {} : { path }),
    ...(id === undefined ? {} : { id }),
    ...(kind === undefined ? {} : { kind }),
    ...(sender === undefined ? {} : { sender, senderExists: answers.senders.has(sender) }),
    ...{ users, deactivated, devices },
    ...(encrypting === undefined ? {} : { encrypting, loggedIn, tokens }),
    ...(lastSeen === undefined ? {} : { lastSeen }),
    msc4190,
    verdict: judgement.verdict,
    why: judgement.why,
    change: [...appserviceChanges(registration, judgement, synapse)],
  };
}
