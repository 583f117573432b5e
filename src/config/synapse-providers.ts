import { type ConfigPath, formatPath } from './config-node.ts';
import { isTruthy } from './python-truth.ts';
import type { Reading } from './reading.ts';
import type { SynapseProvider } from './synapse-config.ts';

/** Reads `oidc_providers` and, where it is enabled, the older `oidc_config`, in the order of Synapse. */
export function readSynapseProviders(reading: Reading): readonly SynapseProvider[] {
  const paths: ConfigPath[] = [...(reading.items(['oidc_providers']) ?? [])];
  const isLegacyEnabled = isTruthy(reading.tree.node(['oidc_config', 'enabled']));
  if (isLegacyEnabled && reading.keys(['oidc_config'])) paths.push(['oidc_config']);
  return paths.flatMap((path) => readProvider(reading, path));
}

function readProvider(reading: Reading, path: ConfigPath): readonly SynapseProvider[] {
  if (!reading.has(path)) {
    reading.report('CONFIG_WRONG_TYPE', path, `${formatPath(path)} must be a mapping, not null`);
    return [];
  }
  if (reading.keys(path) === undefined) return [];
  const isLegacy = path.length === 1;
  const idpId = reading.text([...path, 'idp_id']) ?? 'oidc';
  if (!/^[\w.~-]*$/.test(idpId)) {
    const message = `${formatPath([...path, 'idp_id'])} may hold letters, digits and -._~ only`;
    reading.report(
      'CONFIG_WRONG_TYPE',
      [...path, 'idp_id'],
      message,
      'Correct the option; Synapse does not start with it.',
    );
  }
  const issuer = reading.url([...path, 'issuer']);
  const clientId = reading.text([...path, 'client_id']);
  const name = reading.text([...path, 'idp_name']) ?? (isLegacy ? 'OIDC' : undefined);
  return [
    {
      // Rows of the first OIDC provider there ever was are called `oidc`; all others carry the prefix.
      authProvider: idpId === 'oidc' ? idpId : `oidc-${idpId}`,
      ...(issuer === undefined ? {} : { issuer }),
      ...(clientId === undefined ? {} : { clientId }),
      ...(name === undefined ? {} : { name }),
      path,
      place: reading.place(path),
    },
  ];
}
