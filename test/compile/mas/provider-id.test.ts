import assert from 'node:assert/strict';
import { test } from 'node:test';
import { providerId } from '../../../src/compile/mas/provider-id.ts';
import { ulidToUuid } from '../../../src/config/ulid.ts';
import { plan } from './patched-mas.ts';

test('the id of a provider is that of its plan: the same again, another for another name, seed or time', () => {
  const id = providerId('oidc-a', plan);
  assert.ok(ulidToUuid(id));
  assert.equal(providerId('oidc-a', { ...plan }), id);
  const others = [
    providerId('oidc-b', plan),
    providerId('oidc-a', { ...plan, seed: plan.seed.replace('0', '1') }),
    providerId('oidc-a', { ...plan, createdAt: '2026-01-02T03:04:06Z' }),
  ];
  assert.equal(new Set([id, ...others]).size, 4);
});
