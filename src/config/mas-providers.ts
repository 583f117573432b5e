import { type ConfigPath, formatPath } from './config-node.ts';
import type { MasProvider } from './mas-config.ts';
import type { Reading } from './reading.ts';
import { ulidToUuid } from './ulid.ts';

/** Reads `upstream_oauth2.providers`. An id that is no ULID is kept as it is and has no UUID; to say so is a check's job. */
export function readMasProviders(reading: Reading): readonly MasProvider[] {
  if (reading.keys(['upstream_oauth2']) === undefined) return [];
  return (reading.items(['upstream_oauth2', 'providers']) ?? []).flatMap((path) => readProvider(reading, path));
}

function readProvider(reading: Reading, path: ConfigPath): readonly MasProvider[] {
  if (!reading.has(path)) {
    reading.report('CONFIG_WRONG_TYPE', path, `${formatPath(path)} must be a mapping, not null`);
    return [];
  }
  if (reading.keys(path) === undefined) return [];
  const text = (key: string) => reading.text([...path, key]);
  const id = text('id');
  if (!reading.has([...path, 'id']))
    reading.report('CONFIG_MISSING_KEY', [...path, 'id'], `${formatPath(path)} has no id`);
  if (id === undefined) return [];
  const optional = {
    uuid: ulidToUuid(id),
    synapseIdpId: text('synapse_idp_id'),
    issuer: reading.url([...path, 'issuer']),
    clientId: text('client_id'),
    humanName: text('human_name'),
  };
  if (optional.synapseIdpId?.includes('\0')) {
    const at = [...path, 'synapse_idp_id'];
    reading.report('CONFIG_WRONG_TYPE', at, `${formatPath(at)} holds the character NUL, which no database can hold`);
  }
  const given = Object.entries(optional).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return [{ id, ...Object.fromEntries(given), place: reading.place(path) }];
}
