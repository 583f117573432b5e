import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { editYaml, type YamlEdit } from '../../../src/compile/yaml/edit-yaml.ts';
import type { YamlChange } from '../../../src/compile/yaml/yaml-change.ts';
import type { YamlValue } from '../../../src/compile/yaml/yaml-value.ts';
import { parseYaml } from '../../../src/config/parse-yaml.ts';
import { serdeDialect } from '../../../src/config/yaml-dialect.ts';
import { Secret } from '../../../src/support/secret.ts';
import { sourceFile } from '../build-configs.ts';

/** Ways to write sections of MAS's configuration. */
const sections = [
  'account:\n  email_change_allowed: true # yes\n  # a word\n  password_recovery_enabled: false',
  'account: {email_change_allowed: true,\n  password_recovery_enabled: false, }',
  'account: {}',
  'account: {} # nothing yet',
  'account:',
  'account: ~   # nothing',
  'account:\n    displayname_change_allowed: >-\n      folded\n\n',
  '? account\n: email_change_allowed: true',
  '"account":\n  note: |+\n    keeps\n\n\n',
];
const lists = [
  'upstream_oauth2:\n  providers:\n    - id: A\n      client_id: a # own\n      claims_imports:\n        subject: {}\n    - id: B\n      # commented\n      # client_id: b',
  'upstream_oauth2:\n  providers:\n  - id: A\n    scope: |\n      openid\n      profile\n  -   id: B',
  'upstream_oauth2: {providers: [{id: A}, {id: B, client_id: "x",}]}',
  'upstream_oauth2:\n    providers: [ ]   # none',
  'upstream_oauth2:\n  providers:',
  'upstream_oauth2:\n  other: 1',
  'upstream_oauth2: {}',
  '# no section',
  'upstream_oauth2:\n  providers:\n    -\n      id: A\n    - {id: B}\n      # below',
  'upstream_oauth2:\n  providers:\n    - id: A\n      scope: |+\n        openid\n\n',
];
const neighbours = [
  'matrix:\n  homeserver: example.com\n  secret: "größe 🎉"',
  'secrets:\n  keys:\n  - kid: a\n    key: |\n      -----BEGIN',
  'http:\n  listeners:\n    - name: web\n      resources: [{name: human}]',
  'note: |\n  a text',
];

const scalar: fc.Arbitrary<YamlValue> = fc.oneof(
  fc.boolean(),
  fc.integer({ min: -5, max: 70_000 }),
  fc.constantFrom(0.05, 1.5),
  fc.constantFrom(
    'plain',
    'yes',
    '01J2',
    '',
    ' a',
    '{{ user.name }}',
    'a: b # c',
    '- x',
    'größe 🎉',
    '\u2028\u0085\ufeff',
    '"',
    "'\n",
    '1e3',
  ),
  fc.string(),
);
const { value } = fc.letrec<{ value: YamlValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    scalar,
    fc.constant({ secretOf: { file: '/s/homeserver.yaml', key: 'password_config.pepper' } }),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('version', 'a b', 'yes', 'action', 'größe'), tie('value'), { maxKeys: 3 }),
  ),
}));
const settings = fc.uniqueArray(
  fc.record({
    kind: fc.constant('set' as const),
    path: fc.constantFrom(
      ['account', 'email_change_allowed'],
      ['account', 'new_option'],
      ['account', 'note'],
      ['rate_limiting', 'login', 'per_ip', 'burst'],
      ['rate_limiting', 'login', 'per_ip', 'per_second'],
      ['branding', 'tos_uri'],
      ['upstream_oauth2', 'other_option'],
    ) as fc.Arbitrary<[string, ...string[]]>,
    value,
  }),
  { selector: ({ path }) => path.join('.'), maxLength: 5 },
);
const providers = fc.array(
  fc.record({
    kind: fc.constant('append' as const),
    path: fc.constant(['upstream_oauth2', 'providers'] as [string, ...string[]]),
    value,
  }),
  { maxLength: 2 },
);

const document = fc
  .record({
    account: fc.constantFrom(...sections),
    upstream: fc.constantFrom(...lists),
    rest: fc.shuffledSubarray(neighbours),
    between: fc.constantFrom('\n', '\n\n', '\n# about things\n', '\n  # indented\n'),
    eol: fc.constantFrom('\n', '\r\n'),
    bom: fc.boolean(),
    end: fc.constantFrom('', '\n', '\n\n# end\n', '\n...\n'),
    order: fc.boolean(),
  })
  .map(({ account, upstream, rest, between, eol, bom, end, order }) => {
    const both = order ? [account, upstream] : [upstream, account];
    const text = [both[0], ...rest, both[1]].join(between) + end;
    return `${bom ? '\uFEFF' : ''}${text.replaceAll('\n', eol)}`;
  });

const options = { dialect: serdeDialect, reveal: () => new Secret('pepper', 'S3CRET "\'\u2028 größe') };

test('whatever MAS is told and however its file looks: the file says it, all else stays, the plan holds no secret', () => {
  let edited = 0;
  fc.assert(
    fc.property(document, settings, providers, fc.boolean(), (text, set, append, isCompleting) => {
      const file = sourceFile('/m/config.yaml', text);
      const { root, problems } = parseYaml(file, serdeDialect);
      fc.pre(problems.length === 0 && root?.kind === 'mapping');
      const upstream = root?.kind === 'mapping' ? root.entries.get('upstream_oauth2')?.node : undefined;
      const list = upstream?.kind === 'mapping' ? upstream.entries.get('providers')?.node : undefined;
      const complete: YamlChange[] =
        isCompleting && list?.kind === 'sequence' && list.items.length > 1
          ? [0, 1].map((index) => ({
              kind: 'set',
              path: ['upstream_oauth2', 'providers', index, 'claims_imports', 'localpart', 'action'],
              value: 'require',
            }))
          : [];
      // editYaml itself compares what the new text means with what was intended, and throws where they differ.
      const edit = editYaml(file, [...set, ...complete, ...append], options);
      if (!('after' in edit)) {
        assert.ok(edit.every((problem) => problem.code === 'CONFIG_UNPATCHABLE' && problem.place?.line !== undefined));
        return;
      }
      edited++;
      assertOutside(file.bytes, edit);
      assert.ok(!JSON.stringify(edit.edits).includes('S3CRET'));
    }),
    { numRuns: 1500 },
  );
  assert.ok(edited > 900, `only ${edited} of the files could be edited`);
});

/** The bytes between the edits stand in the result, in order. */
function assertOutside(before: Uint8Array, { edits, after }: YamlEdit): void {
  let from = 0;
  let position = 0;
  const result = Buffer.from(after);
  for (const { offset, length } of [...edits, { offset: before.length, length: 0 }]) {
    assert.ok(offset >= from);
    const kept = Buffer.from(before.subarray(from, offset));
    const at = result.indexOf(kept, position);
    assert.ok(at >= 0);
    position = at + kept.length;
    from = offset + length;
  }
}
