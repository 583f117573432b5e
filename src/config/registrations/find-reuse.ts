import type { ParsedRegistration } from './parse-registration.ts';
import type { Registration, RegistrationFault } from './registration.ts';

/** Adds what is wrong only beside the registrations before it: an id or an as_token that one of them has. */
export function findReuse(services: readonly ParsedRegistration[]): readonly Registration[] {
  return services.map(({ registration, token }, index) => {
    const before = services.slice(0, index);
    const { id, path } = registration;
    const sameId = before.find((other) => id !== undefined && other.registration.id === id);
    const sameToken = before.find((other) => token !== undefined && other.token?.equals(token));
    const place = { ...(path === undefined ? {} : { file: path }) };
    const faults: RegistrationFault[] = [
      ...(sameId
        ? [{ what: `Its id ${id} is that of ${sameId.registration.file} too.`, place: { ...place, key: 'id' } }]
        : []),
      ...(sameToken
        ? [
            {
              what: `Its as_token is that of ${sameToken.registration.file} too.`,
              place: { ...place, key: 'as_token' },
            },
          ]
        : []),
    ];
    return { ...registration, faults: [...registration.faults, ...faults] };
  });
}
