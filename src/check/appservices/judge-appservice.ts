import type { Registration } from '../../config/registrations/registration.ts';
import type { Appservice } from '../../plan/types.gen.ts';
import { isAtLeast, type KnownVersion } from '../versions/known-version.ts';
import { milestones } from '../versions/milestones.ts';
import { type BridgeKind, bridgeKindOf } from './bridge-kinds.ts';
import type { OwnedUsers } from './owned-users.ts';

/** Whether an application service breaks with the move, and why. */
export interface Judgement {
  readonly verdict: Appservice['verdict'];
  readonly why: string;
  /** What it is that breaks, or could: its way to a device for encryption, or its way to new users. */
  readonly concerns: 'device' | 'users' | 'nothing';
}

/**
 * Holds what a registration says against what its users own. With MAS nobody logs in by m.login.application_service any more, and
 * the sessions of users that an application service owns are not carried over; its as_token goes on as before.
 */
export function judgeAppservice(registration: Registration, owned: OwnedUsers, synapse: KnownVersion): Judgement {
  const { unreadable, id, msc4190 } = registration;
  if (unreadable !== undefined)
    return unknown('Its registration could not be read: neither its users nor its flag are known.');
  if (id === undefined || msc4190 === 'unknown')
    return unknown('Its registration is not one that Synapse takes, so that nothing can be looked up by it.');
  if (owned.devices > 0 && owned.encrypting === undefined)
    return unknown(
      'It owns devices, and the table of their keys (e2e_device_keys_json) could not be read: whether it encrypts is not known.',
    );
  return owned.encrypting ? judgeEncrypting(registration, owned, synapse) : judgeLogins(registration, owned, synapse);
}

function judgeEncrypting(registration: Registration, owned: OwnedUsers, synapse: KnownVersion): Judgement {
  const encrypts = `It encrypts (${amount(owned.encrypting ?? 0, 'device')} with keys)`;
  if (registration.msc4190 === 'on') {
    const still =
      owned.loggedIn > 0
        ? ' Of an earlier login there is still an access token, which ends with the move: see that MSC4190 is on in its own configuration too.'
        : '';
    return not(`${encrypts}, and io.element.msc4190 is on: it can make its device without a login.${still}`, 'device');
  }
  if (owned.loggedIn === 0) return judgeWithoutLogin(encrypts, synapse);
  return judgeLoggedIn(encrypts, owned, bridgeKindOf(registration));
}

/** Keys, but no access token: either the device was made without a login, or what the login gave is gone. */
function judgeWithoutLogin(encrypts: string, synapse: KnownVersion): Judgement {
  const isFree = isAtLeast(synapse, milestones.msc4190Always.since);
  if (isFree === 'yes')
    return not(
      `${encrypts}, without an access token of a login: it makes its device by MSC4190, for which Synapse 1.141 and newer need no flag.`,
      'device',
    );
  if (isFree === 'no')
    return {
      verdict: 'at-device-reset',
      why: `${encrypts}, and io.element.msc4190 is off, without which this Synapse lets it make no device: it works until its device is reset.`,
      concerns: 'device',
    };
  return unknown(
    `${encrypts}, and its devices have no access token of a login. With Synapse 1.141 or newer it makes them by MSC4190, and nothing breaks; before that it works until its device is reset.`,
  );
}

function judgeLoggedIn(encrypts: string, owned: OwnedUsers, kind: BridgeKind | undefined): Judgement {
  const off = `${encrypts}, and io.element.msc4190 is off`;
  if (kind?.device === 'login-at-start')
    return {
      verdict: 'at-once',
      why: `${off}. Bridges of ${kind.name} log in by m.login.application_service whenever they start; with MAS that is refused.`,
      concerns: 'device',
    };
  if (kind?.device === 'masquerading')
    return {
      verdict: 'at-device-reset',
      why: `${off}. ${capital(kind.name)} goes on with the device that it has, by its as_token; once that is reset, it would have to log in by m.login.application_service, which MAS refuses.`,
      concerns: 'device',
    };
  if (owned.carriedOver === owned.loggedIn)
    return {
      verdict: 'at-device-reset',
      why: `${off}. Its sender is an account of its own, whose session is carried over; once its device is reset, it would have to log in by m.login.application_service, which MAS refuses.`,
      concerns: 'device',
    };
  return {
    verdict: 'at-once',
    why: `${off}. It logged in by m.login.application_service: that session ends with the move, and a new one is refused. If it acts by its as_token alone, it works until its device is reset.`,
    concerns: 'device',
  };
}

/** No keys. Access tokens of its users come from logins, or from /register without inhibit_login. */
function judgeLogins({ msc4190 }: Registration, owned: OwnedUsers, synapse: KnownVersion): Judgement {
  if (owned.tokens === 0)
    return not(
      'Its users have neither keys for encryption nor access tokens: its as_token goes on as before.',
      'nothing',
    );
  const has = `Access tokens of its users (${owned.tokens}) end with the move`;
  if (msc4190 === 'on') return not(`${has}; io.element.msc4190 is on, so that it does without already.`, 'nothing');
  if (!owned.newestHasToken) return not(`${has}; its newest user has none, so that it no longer needs any.`, 'nothing');
  if (isAtLeast(synapse, milestones.registerInhibitLogin.since) === 'no')
    return not(`${has}; this Synapse still lets it call /register without inhibit_login.`, 'users');
  return {
    verdict: 'at-once',
    why: `${has}, and its newest user has one: it seems to call /register without inhibit_login, or to log in. With MAS Synapse (1.139 and newer) refuses both, and it can make no new users.`,
    concerns: 'users',
  };
}

function not(why: string, concerns: Judgement['concerns']): Judgement {
  return { verdict: 'not', why, concerns };
}

function unknown(why: string): Judgement {
  return { verdict: 'unknown', why, concerns: 'device' };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function amount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
