import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import type { MasChange } from '../../../../src/compile/mas/mas-change.ts';
import { accountSettings } from '../../../../src/compile/mas/settings/account.ts';
import { brandingSettings } from '../../../../src/compile/mas/settings/branding.ts';
import { captchaSettings } from '../../../../src/compile/mas/settings/captcha.ts';
import { emailSettings } from '../../../../src/compile/mas/settings/email.ts';
import { lostOptionSettings } from '../../../../src/compile/mas/settings/lost-options.ts';
import { wantedSchemes } from '../../../../src/compile/mas/settings/password-schemes.ts';
import { passwordsSettings } from '../../../../src/compile/mas/settings/passwords.ts';
import { rateLimitingSettings } from '../../../../src/compile/mas/settings/rate-limiting.ts';
import { isSecretReference, type YamlValue } from '../../../../src/compile/yaml/yaml-value.ts';
import { parsePath } from '../../../../src/config/config-node.ts';
import type { MasConfig } from '../../../../src/config/mas-config.ts';
import type { SynapseConfig } from '../../../../src/config/synapse-config.ts';
import { isMovableSecret } from '../../../../src/plan/movable-secrets.ts';
import type { Finding } from '../../../../src/plan/types.gen.ts';
import { packageRoot } from '../../../../src/support/package-root.ts';
import { Secret } from '../../../../src/support/secret.ts';
import { masConfig, synapseConfig } from '../../build-configs.ts';

/** A configuration as mas-cli writes it, shortened. */
export const generatedMas = `http:
  public_base: https://auth.example.com/
email:
  from: '"Authentication Service" <root@localhost>'
  reply_to: '"Authentication Service" <root@localhost>'
  transport: blackhole
secrets:
  encryption: ${'0'.repeat(64)}
passwords:
  enabled: true
  schemes:
    - version: 1
      algorithm: argon2id
  minimum_complexity: 3
matrix:
  kind: synapse
  homeserver: example.com
  secret: aaaa
  endpoint: http://localhost:8008/
`;

/** One that says nothing that it need not say. */
export const bareMas = `secrets: {encryption: ${'0'.repeat(64)}}
matrix: {homeserver: example.com, secret: aaaa}
`;

/** Everything that is set and said for two configurations. */
export interface Outcome {
  /** Values by path, secrets as `secret of <key>`. */
  readonly set: Readonly<Record<string, unknown>>;
  readonly findings: readonly Finding[];
  /** `<severity> <id>`, in the order in which they were found. */
  readonly said: readonly string[];
}

/** All settings together, applied to MAS's configuration; the result must be one that MAS accepts. */
export function outcome(synapse: string, mas = bareMas): Outcome {
  const configs = [synapseConfig(synapse), masConfig(mas)] as const;
  const results = [
    ...[accountSettings, captchaSettings, brandingSettings, rateLimitingSettings, emailSettings, passwordsSettings].map(
      (settings) => settings(...configs),
    ),
    lostOptionSettings(configs[0]),
  ];
  const schemes = wantedSchemes(...configs);
  const changes = results.flatMap((result) => result.changes);
  const findings = [...results, schemes].flatMap((result) => result.findings);
  assertAccepted(configs, changes, schemes.edits);
  for (const { why, from } of changes) {
    assert.ok(why.length > 10);
    assert.ok(from.every(({ file, line }) => file !== undefined && line !== undefined));
  }
  const set = Object.fromEntries(changes.map(({ path, value }) => [path.join('.'), shown(value)]));
  assert.equal(Object.keys(set).length, changes.length, 'an option is set twice');
  return { set, findings, said: findings.map(({ severity, id }) => `${severity} ${id}`) };
}

/** A value as tests state it. */
export function shown(value: YamlValue): unknown {
  if (typeof value !== 'object') return value;
  if (isSecretReference(value)) return `secret of ${value.secretOf.key}`;
  if (Array.isArray(value)) return value.map(shown);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shown(item as YamlValue)]));
}

function assertAccepted(
  [synapse, mas]: readonly [SynapseConfig, MasConfig],
  changes: readonly MasChange[],
  edits: ReturnType<typeof wantedSchemes>['edits'],
): void {
  const target = reveal(mas.tree.value([])) as Record<string, unknown>;
  for (const { path, value } of changes) {
    const last = path.at(-1) ?? '';
    section(target, path.slice(0, -1))[last] = resolved(value, synapse);
  }
  for (const { kind, index, value } of edits) {
    const passwords = section(target, ['passwords']);
    passwords.schemes ??= [];
    const schemes = passwords.schemes as Record<string, unknown>[];
    if (kind === 'append') schemes.push(resolved(value, synapse) as Record<string, unknown>);
    else Object.assign(schemes[index ?? -1] ?? assert.fail('no such scheme'), resolved(value, synapse));
  }
  assert.equal(validate(target), true, JSON.stringify(validate.errors));
  const { transport, mode, hostname, username, password } = section(target, ['email']);
  if (transport === 'smtp') {
    assert.ok(mode !== undefined && hostname !== undefined);
    assert.equal(username === undefined, password === undefined);
  }
}

const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(
  JSON.parse(readFileSync(join(packageRoot(), 'test/fixtures/mas-config.schema.json'), 'utf8')) as object,
);

function section(root: Record<string, unknown>, path: readonly string[]): Record<string, unknown> {
  return path.reduce((node, key) => {
    node[key] ??= {};
    return node[key] as Record<string, unknown>;
  }, root);
}

/** As apply will write it. */
function resolved(value: YamlValue, synapse: SynapseConfig): unknown {
  if (typeof value !== 'object') return value;
  if (isSecretReference(value)) {
    assert.ok(isMovableSecret(value.secretOf.key));
    return reveal(synapse.tree.value(parsePath(value.secretOf.key)));
  }
  if (Array.isArray(value)) return value.map((item: YamlValue) => resolved(item, synapse));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolved(item as YamlValue, synapse)]));
}

function reveal(value: unknown): unknown {
  if (value instanceof Secret) return value.reveal();
  if (Array.isArray(value)) return value.map(reveal);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, reveal(item)]));
}
