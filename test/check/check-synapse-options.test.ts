import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkSynapseOptions } from '../../src/check/check-synapse-options.ts';
import { synapseConfig } from '../compile/build-configs.ts';

test('each finding names every place, and never a value', () => {
  const findings = checkSynapseOptions(
    synapseConfig({
      '/a.yaml': 'server_name: a\noidc_providers: [{client_secret: S3CRET}]\npassword_config:\n  enabled: true\n',
      '/b.yaml': '\n# c\n  \noidc_providers:\n - client_secret: S3CRET\n - client_secret: S3CRET\n',
    }),
  );
  assert.deepEqual(
    findings.map(({ id, severity, where, count }) => ({ id, severity, where, count })),
    [
      {
        id: 'synapse/password-config',
        severity: 'info',
        where: [{ file: '/a.yaml', line: 4, column: 3, key: 'password_config.enabled' }],
        count: 1,
      },
      {
        id: 'synapse/oidc-providers',
        severity: 'info',
        where: [
          { file: '/a.yaml', line: 2, column: 1, key: 'oidc_providers' },
          { file: '/b.yaml', line: 4, column: 1, key: 'oidc_providers' },
        ],
        count: 2,
      },
    ],
  );
  assert.match(findings[1]?.what ?? '', /2 entries.*2 places/);
  assert.ok(!JSON.stringify(findings).includes('S3CRET'));
});

test('what MAS cannot replace is an error', () => {
  const text =
    'cas_config: {server_url: x}\nsaml2_config: {config_path: x}\njwt_config: {enabled: true}\nldap_config: {enabled: true}\npassword_providers: [{module: x}]\n';
  assert.deepEqual(
    checkSynapseOptions(synapseConfig(text)).map((finding) => finding.severity),
    ['error', 'error', 'error', 'error', 'error'],
  );
});
