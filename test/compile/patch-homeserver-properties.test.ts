import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { refusalsOf } from '../../src/check/synapse-refusals.ts';
import { patchHomeserver } from '../../src/compile/patch-homeserver.ts';
import { applyFileEdits } from '../../src/compile/yaml/to-file-edits.ts';
import type { FileStep } from '../../src/plan/types.gen.ts';
import { PlanError } from '../../src/support/errors.ts';
import { masConfig, synapseConfig } from './build-configs.ts';
import { templates } from './templates.ts';

/** Ways to write entries of homeserver.yaml, in block style; the planted secrets all hold `S3CRET`. */
const entries = [
  'password_config:\n  enabled: true\n  pepper: "S3CRETpepper"',
  "password_config: {pepper: 'S3CRETpepper', enabled: only_for_reauth} # flow",
  'password_config:\n    enabled:    yes   # aligned\n\n    # inside\n    policy: {enabled: false}',
  'enable_registration: true',
  '"enable_registration": "yes"  # quoted',
  'disable_registration: false',
  'oidc_providers:\n- idp_id: a\n  client_secret: S3CRETclient\n  # in a comment, client_secret: S3CRETold\n- idp_id: "größe 🎉"\n  scopes: [openid,\n    profile]',
  'oidc_providers:\n  - idp_id: b\n    client_secret_jwt_key:\n      key: |\n        S3CRETline1\n        S3CRETline2\n      jwt_header: {alg: ES256}\n    # indented',
  '? oidc_config\n: enabled: true\n  client_secret: >-\n    S3CRETfolded',
  'saml2_config:\n  sp_config:\n    metadata: {}',
  'jwt_config: {enabled: true, secret: S3CRETjwt, algorithm: HS256}',
  'refresh_token_lifetime: 24h',
  'session_lifetime:\n  1w',
  'user_consent: {version: 1.0, "template_dir": a}',
  'login_via_existing_session:\n  enabled: on\n  require_ui_auth: no',
  'experimental_features:\n  msc3861: {enabled: true, admin_token: S3CRETadmin}\n  msc3266_enabled: true',
  'experimental_features:\n  msc3861:\n    client_secret: S3CRETmsc',
  'experimental_features: {msc1: true, msc3861: {admin_token: S3CRETflow}, }',
  'matrix_authentication_service:',
  'matrix_authentication_service: {}',
  'matrix_authentication_service:\n  # kept\n  secret: S3CRETinline\n  endpoint: "http://mas:8080/"',
  'matrix_authentication_service: {enabled: false, secret: "S3CRETflow"}',
  // Neighbours that must not change
  'motd: |+\n  keeps\n\n',
  'motd: |\n  a text\n  # no comment',
  'welcome: >\n  folded\n  text',
  'turn_shared_secret: "S3CRETturn"',
  'database: {name: psycopg2, args: {user: s, password: "S3CRET:/@", dbname: d}}',
  "redis:\n  enabled: yes\n  password: 'S3CRET\"redis'",
  'email:\n  smtp_pass: "S3CRET日本"\n  notif_from: "größe 🎉 <a@b>"',
  'umask: 0077',
  'listeners:\n- port: 8008\n  type: http\n  resources:\n  - names: [client, federation]',
  'plain: many\n  words\n  🎉 on lines',
];

const comments = [
  '',
  '',
  '# about things',
  '## registration_shared_secret: "S3CRETcomment"',
  '#recaptcha_private_key: S3CRETkey',
  '  # indented',
  '#',
];

const homeserver = fc
  .record({
    parts: fc.shuffledSubarray(entries),
    between: fc.array(fc.constantFrom(...comments), { minLength: entries.length, maxLength: entries.length }),
    eol: fc.constantFrom('\n', '\r\n'),
    bom: fc.boolean(),
    start: fc.constantFrom('', '---\n', '%YAML 1.1\n---\n'),
    end: fc.constantFrom('', '\n', '\n\n# end\n', '\n...\n', '\n...\n# after\n'),
  })
  .map(({ parts, between, eol, bom, start, end }) => {
    const lines = ['server_name: example.com', ...parts.flatMap((part, index) => [between[index] as string, part])];
    return `${bom ? '\uFEFF' : ''}${(start + lines.join('\n') + end).replaceAll('\n', eol)}`;
  });

test('whatever the file looks like: bytes outside the edits stay, the meaning is as intended, no secret is shown', () => {
  fc.assert(
    fc.property(homeserver, fc.option(homeserver), (first, second) => {
      const config = synapseConfig({
        '/s/homeserver.yaml': first,
        ...(second === null ? {} : { '/s/other.yaml': second }),
      });
      const { steps } = patchHomeserver(config, masConfig(), { seed: 'ffffffffff' }, templates);
      const after = config.tree.files.map((file) => {
        const step = steps.find(
          (candidate): candidate is FileStep => candidate.kind === 'file' && candidate.path === file.path,
        );
        if (!step) return [file.path, file.text] as const;
        const bytes = applyFileEdits(file.bytes, step.edits ?? []);
        assertOutsideEdits(file.bytes, bytes, step);
        assert.ok(!JSON.stringify(step).includes('S3CRET'), step.diff);
        return [file.path, Buffer.from(bytes).toString('utf8')] as const;
      });
      const { tree } = synapseConfig(Object.fromEntries(after));
      assert.deepEqual(
        refusalsOf((path) => tree.value(path)),
        [],
      );
      assert.equal(tree.value(['matrix_authentication_service', 'secret_path']), '/run/secrets/mas');
      const touched = [
        'matrix_authentication_service',
        'password_config',
        'login_via_existing_session',
        'experimental_features',
      ];
      const removed = refusalsOf((path) => config.tree.value(path)).map((refusal) => refusal.path[0]);
      for (const key of config.tree.keys()) {
        if (touched.includes(key)) continue;
        assert.deepEqual(
          plain(tree.value([key])),
          removed.includes(key) ? undefined : plain(config.tree.value([key])),
          key,
        );
      }
      assert.equal(
        patchHomeserver(synapseConfig(Object.fromEntries(after)), masConfig(), { seed: 'ffffffffff' }, templates).steps
          .length,
        0,
      );
    }),
    { numRuns: 300 },
  );
});

test('a cut of a file at any line is patched or refused, never wrong', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(entries), fc.nat(), (parts, at) => {
      const lines = parts.join('\n').split('\n');
      const text = ['server_name: a', ...lines.slice(at % (lines.length + 1))].join('\n');
      let config: ReturnType<typeof synapseConfig>;
      try {
        config = synapseConfig(text);
      } catch (error) {
        assert.ok(error instanceof PlanError);
        return;
      }
      try {
        patchHomeserver(config, masConfig(), { seed: 'ffffffffff' }, templates);
      } catch (error) {
        if (!(error instanceof PlanError)) throw error;
      }
    }),
    { numRuns: 300 },
  );
});

function assertOutsideEdits(before: Uint8Array, after: Uint8Array, step: FileStep): void {
  let shift = 0;
  let from = 0;
  for (const edit of [...(step.edits ?? []), { offset: before.length, length: 0, insert: '' }]) {
    assert.ok(edit.offset >= from);
    const kept = before.subarray(from, edit.offset);
    assert.equal(Buffer.compare(kept, after.subarray(from + shift, edit.offset + shift)), 0);
    from = edit.offset + edit.length;
    shift += Buffer.byteLength(edit.insert) - edit.length;
  }
}

/** Secrets by their value. */
function plain(value: unknown): unknown {
  return (
    JSON.parse(
      JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner)) ?? 'null',
    ) ?? undefined
  );
}
