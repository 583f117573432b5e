import type { Registration } from '../../config/registrations/registration.ts';
import { isAtLeast, type KnownVersion } from '../versions/known-version.ts';
import { milestones } from '../versions/milestones.ts';
import { bridgeKindOf } from './bridge-kinds.ts';
import type { Judgement } from './judge-appservice.ts';

/** What to do about an application service that breaks, in order; nothing where nothing breaks. */
export function appserviceChanges(
  registration: Registration,
  { verdict, concerns }: Pick<Judgement, 'verdict' | 'concerns'>,
  synapse: KnownVersion,
): readonly string[] {
  const { file, unreadable, id, otherMsc4190Key: other } = registration;
  const wrongKey =
    other === undefined ? [] : [`Synapse does not read ${other} in ${file}: its key is io.element.msc4190.`];
  if (verdict === 'not') return wrongKey;
  if (unreadable !== undefined) return [`Let this program read ${file} (--synapse-path), then check again.`];
  if (id === undefined) return [`Mend ${file}, then check again.`];
  if (concerns === 'users') return [callsInhibitLogin, ...wrongKey];
  const own =
    bridgeKindOf(registration)?.change ??
    'Switch MSC4190 on in its own configuration, or update it to a release that knows it.';
  return [own, ...wrongKey, ...flagChanges(file, synapse)];
}

const callsInhibitLogin =
  'Update the bridge to a release that calls /register with inhibit_login: true; where there is none, ask its author.';

/** The flag is for releases that do not do it by themselves. */
function flagChanges(file: string, synapse: KnownVersion): readonly string[] {
  const isFree = isAtLeast(synapse, milestones.msc4190Always.since);
  if (isFree === 'yes') return [];
  const only = isFree === 'unknown' ? ' (needed before Synapse 1.141 only)' : '';
  return [
    `Set io.element.msc4190: true in ${file}, and experimental_features.msc3202_device_masquerading: true in homeserver.yaml${only}.`,
    'Change the bridge and the registration together: with the flag Synapse 1.139 and newer refuse its logins at once, MAS or not.',
  ];
}
