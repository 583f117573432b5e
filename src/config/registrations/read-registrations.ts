import { readFileSync, statSync } from 'node:fs';
import { sha256 } from '../../support/digest.ts';
import type { Place } from '../../support/errors.ts';
import type { SourceFile } from '../config-tree.ts';
import { locateFile, type PathMapping } from '../locate-file.ts';
import { unreadable } from '../read-source-files.ts';
import type { SynapseConfig } from '../synapse-config.ts';
import { findReuse } from './find-reuse.ts';
import { type ParsedRegistration, parseRegistration } from './parse-registration.ts';
import type { RegistrationFault, Registrations } from './registration.ts';

/**
 * Reads the registrations that `app_service_config_files` names, as Synapse does at its start. What cannot be read or what Synapse
 * would refuse is said in the result; nothing is thrown for any file. Tokens are compared and forgotten.
 */
export function readRegistrations(
  { tree }: Pick<SynapseConfig, 'tree'>,
  options: { readonly cwd: string; readonly mappings: readonly PathMapping[] },
): Registrations {
  const key = 'app_service_config_files';
  const listed = tree.value([key]);
  const place = tree.place([key]) ?? { key };
  // Absent it is an empty list; null is not.
  if (listed === undefined) return { services: [], faults: [] };
  if (!Array.isArray(listed)) return { services: [], faults: [{ what: `${key} is no list of files.`, place }] };
  const read = listed.map((file: unknown, index) => {
    const listedAt = tree.place([key, index]) ?? place;
    return typeof file === 'string' ? readOne(file, listedAt, options) : notText(listedAt);
  });
  const services = read.flatMap((one) => ('registration' in one ? [one] : []));
  return {
    services: findReuse(services),
    faults: read.flatMap((one) => ('registration' in one ? [] : [one])),
  };
}

function notText(place: Place): RegistrationFault {
  return { what: 'An entry of app_service_config_files is no text.', place };
}

function readOne(
  file: string,
  listedAt: Place,
  options: { readonly cwd: string; readonly mappings: readonly PathMapping[] },
): ParsedRegistration {
  const unread = { file, listedAt, users: [], msc4190: 'unknown', faults: [] } as const;
  const path = locateFile(file, { ...options, ...(listedAt.file ? { namedIn: listedAt.file } : {}) });
  try {
    const source = readFile(path);
    if (typeof source === 'string') return { registration: { ...unread, unreadable: `${path}: ${source}` } };
    return parseRegistration(source, { file, listedAt });
  } catch (error) {
    return { registration: { ...unread, unreadable: unreadable(path, error).message } };
  }
}

/** Far more than any registration has. */
const mostBytes = 4 * 2 ** 20;

/** The file, or why it is not read. A pipe or a device would never end. */
function readFile(path: string): SourceFile | string {
  const stat = statSync(path);
  if (stat.isDirectory()) return 'it is a directory';
  if (!stat.isFile()) return 'it is no file';
  if (stat.size > mostBytes) return 'it is larger than any registration';
  const bytes = readFileSync(path);
  return { path, bytes, sha256: sha256(bytes), text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) };
}
