import type { Place } from '../../support/errors.ts';
import type { ParsedRegex } from '../../support/python-regex/regex-node.ts';

/** A registration of an application service, as Synapse would read it; its tokens are looked at and forgotten. */
export interface Registration {
  /** As `app_service_config_files` has it. */
  readonly file: string;
  /** Where homeserver.yaml names it. */
  readonly listedAt: Place;
  /** Where it was read; undefined where it was not. */
  readonly path?: string;
  /** Why it could not be read, in words. */
  readonly unreadable?: string;
  readonly id?: string;
  /** The localpart of the user as whom the application service acts when it names none. */
  readonly senderLocalpart?: string;
  /** `namespaces.users`, as far as it has its form. */
  readonly users: readonly UserNamespace[];
  /** `io.element.msc4190`; unknown where the file could not be read. */
  readonly msc4190: 'on' | 'off' | 'unknown';
  /** It has a key of this meaning that Synapse does not read. */
  readonly otherMsc4190Key?: string;
  /** Each is a reason for which Synapse would not start. */
  readonly faults: readonly RegistrationFault[];
}

export interface UserNamespace {
  readonly regex: string;
  readonly parsed: ParsedRegex;
  readonly isExclusive: boolean;
  readonly place: Place;
}

export interface RegistrationFault {
  /** One sentence; never a value of the file but its id. */
  readonly what: string;
  readonly place: Place;
}

/** All of them, in the order of homeserver.yaml. */
export interface Registrations {
  readonly services: readonly Registration[];
  /** Of `app_service_config_files` itself. */
  readonly faults: readonly RegistrationFault[];
}
