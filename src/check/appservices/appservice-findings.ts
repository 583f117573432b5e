import type { Registration, Registrations } from '../../config/registrations/registration.ts';
import type { Appservice, Appservices, Finding } from '../../plan/types.gen.ts';
import type { Place } from '../../support/errors.ts';
import { formatPlace } from '../../support/errors.ts';
import { toFinding } from '../config-rule.ts';
import type { Rule } from '../rule.ts';
import { inhibitLogin } from './rules/inhibit-login.ts';
import { latentLogin } from './rules/latent-login.ts';
import { looksLikeBridge } from './rules/looks-like-bridge.ts';
import { namespaceUndecided } from './rules/namespace-undecided.ts';
import { needsMsc4190 } from './rules/needs-msc4190.ts';
import { registrationGone } from './rules/registration-gone.ts';
import { goneUndecided } from './rules/registration-gone-undecided.ts';
import { registrationInvalid } from './rules/registration-invalid.ts';
import { registrationUnreadable } from './rules/registration-unreadable.ts';
import { undecided } from './rules/undecided.ts';
import { usersExcluded } from './rules/users-excluded.ts';
import { usersUnowned } from './rules/users-unowned.ts';

/** How many users, and some of them. */
export interface CountedUsers {
  readonly users: number;
  readonly samples?: readonly string[];
}

/**
 * Everything that is to be said about bridges and bots.
 * @param unowned by the place of the namespace: users who match it and whom no application service owns
 */
export function appserviceFindings(
  registrations: Registrations,
  appservices: Appservices,
  unowned: ReadonlyMap<string, CountedUsers>,
): readonly Finding[] {
  return [
    ...registrationFindings(registrations),
    ...appservices.services.flatMap((service, index) => {
      const registration = registrations.services[index];
      return registration ? serviceFindings(service, registration) : [];
    }),
    ...unregisteredFindings(registrations, appservices),
    ...excludedFindings(appservices),
    ...registrations.services.flatMap(({ users }) =>
      users.flatMap(({ place, parsed }) => {
        if (parsed.kind === 'unsupported')
          return [
            toFinding(namespaceUndecided, {
              what: `A regex was not evaluated, because of ${parsed.why}.`,
              where: [place],
            }),
          ];
        const found = unowned.get(formatPlace(place));
        return found
          ? [countedFinding(usersUnowned, 'Users who match this namespace and have no appservice_id', found, place)]
          : [];
      }),
    ),
    ...appservices.lookalikes.map((alike) => {
      const what = `Users with neither owner nor password nor provider, and a localpart that ${alike.shape}`;
      return countedFinding(looksLikeBridge, what, alike, usersTable);
    }),
  ];
}

const usersTable: Place = { database: 'synapse', table: 'users' };

function registrationFindings({ services, faults }: Registrations): readonly Finding[] {
  return [
    ...faults.map(({ what, place }) => toFinding(registrationInvalid, { what, where: [place] })),
    ...services.flatMap(({ file, faults: own, unreadable, listedAt }) => [
      ...own.map(({ what, place }) => toFinding(registrationInvalid, { what: `${file}: ${what}`, where: [place] })),
      ...(unreadable === undefined
        ? []
        : [toFinding(registrationUnreadable, { what: `${unreadable}.`, where: [listedAt] })]),
    ]),
  ];
}

function serviceFindings(service: Appservice, { listedAt, unreadable, id }: Registration): readonly Finding[] {
  // That is told of the file itself.
  if (unreadable !== undefined || id === undefined) return [];
  const rule = ruleOf(service);
  if (!rule) return [];
  const where: readonly Place[] = [service.path === undefined ? listedAt : { file: service.path }, usersTable];
  return [toFinding(rule, { what: `${nameOf(service)}: ${service.why}`, where })];
}

function ruleOf({ verdict, encrypting }: Appservice): Rule | undefined {
  if (verdict === 'not') return undefined;
  if (verdict === 'unknown') return undecided;
  if (verdict === 'at-device-reset') return latentLogin;
  return encrypting ? needsMsc4190 : inhibitLogin;
}

function nameOf({ id, kind }: Appservice): string {
  return kind === undefined || kind === id ? `${id}` : `${id} (${kind}, by its names)`;
}

function unregisteredFindings({ services }: Registrations, { unregistered }: Appservices): readonly Finding[] {
  const areAllKnown = services.every(({ id }) => id !== undefined);
  const rule = areAllKnown ? registrationGone : goneUndecided;
  return unregistered.map((gone) =>
    countedFinding(
      rule,
      `Users with the appservice_id ${gone.id}, which no registration has that could be read`,
      gone,
      usersTable,
    ),
  );
}

/** Those who are left out as the accounting says, by application service. */
function excludedFindings({ services, unregistered }: Appservices): readonly Finding[] {
  const owners = [...services, ...unregistered].filter(({ users }) => users > 0);
  const users = owners.reduce((sum, owner) => sum + owner.users, 0);
  if (users === 0) return [];
  const shown = owners.slice(0, mostShown).map((owner) => `${owner.id} (${owner.users})`);
  const more = owners.length > mostShown ? `, and ${owners.length - mostShown} more` : '';
  const what = `Users that stay with Synapse: ${users}, of ${shown.join(', ')}${more}.`;
  return [toFinding(usersExcluded, { what, where: [usersTable], count: users })];
}

const mostShown = 20;

function countedFinding(rule: Rule, what: string, { users, samples }: CountedUsers, place: Place): Finding {
  const finding = toFinding(rule, { what: `${what}: ${users}.`, where: [place], count: users });
  return samples === undefined ? finding : { ...finding, samples: [...samples] };
}
