import assert from 'node:assert/strict';
import { mapProvider } from '../../../../src/compile/mas/provider/map-provider.ts';
import type { YamlValue } from '../../../../src/compile/yaml/yaml-value.ts';
import type { Finding } from '../../../../src/plan/types.gen.ts';
import { masSchemaErrors } from '../../../support/mas-schema.ts';
import { synapseConfig } from '../../build-configs.ts';

/** What MAS gets for the only provider of a homeserver.yaml; it is one that MAS takes. */
export function mapped(provider: string): {
  readonly options: Readonly<Record<string, YamlValue>>;
  readonly findings: readonly Finding[];
} {
  const synapse = synapseConfig(`server_name: example.com\n${provider}`);
  assert.equal(synapse.providers.length, 1);
  const result = mapProvider(synapse, synapse.providers[0] as (typeof synapse.providers)[0]);
  const entry = JSON.parse(JSON.stringify(result.options), (_key, value) => (value?.secretOf ? 'a secret' : value));
  const whole = {
    matrix: { homeserver: 'example.com' },
    upstream_oauth2: { providers: [{ id: '01JZ8Q2M6V0S6TVTDY4GZ3K8AB', ...entry }] },
  };
  assert.deepEqual(masSchemaErrors(whole), []);
  assert.ok(result.findings.every(({ where }) => where.some(({ line }) => line !== undefined)));
  assert.ok(!JSON.stringify(result).includes('S3CRET'));
  return result;
}

/** A provider in flow style with more options. */
export function provider(more: string): string {
  return `oidc_providers: [{idp_id: a, idp_name: A, issuer: "https://a.example/", client_id: me, client_secret: S3CRET, ${more}}]\n`;
}
