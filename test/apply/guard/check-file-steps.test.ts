import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkFileSteps } from '../../../src/apply/guard/check-file-steps.ts';
import type { FileStep, SecretStep, Undo } from '../../../src/plan/types.gen.ts';
import { sha256 } from '../../../src/support/digest.ts';
import { common, type SmallPlanParts, smallPlan } from '../small-plan.ts';

const homeserver = '/etc/matrix-synapse/homeserver.yaml';
const backup = `${homeserver}.before-mas-01234567`;
const wellKnown = '/var/www/client.json';
const masConfig = '/etc/mas/config.yaml';
const configFiles = [{ path: homeserver, sha256: sha256('before') }];

const patch: FileStep = {
  ...common('file/homeserver.yaml'),
  kind: 'file',
  path: homeserver,
  before: sha256('before'),
  after: sha256('after'),
  backup,
  edits: [{ offset: 0, length: 1, insert: '' }],
  diff: '',
};
const made: FileStep = {
  ...common('file/well-known-client'),
  kind: 'file',
  path: wellKnown,
  after: sha256('{}'),
  mode: '0644',
  content: '{}',
  diff: '',
};
const secret: SecretStep = {
  ...common('secret/mas-shared-secret'),
  kind: 'secret',
  path: '/etc/matrix-synapse/mas-shared-secret',
  mode: '0600',
  ownerOf: homeserver,
  from: { file: masConfig, key: 'matrix.secret' },
};
const undo: readonly Undo[] = [
  { id: 'undo/made', kind: 'restore-file', title: '', path: wellKnown },
  { id: 'undo/patch', kind: 'restore-file', title: '', path: homeserver, backup, before: sha256('before') },
  { id: 'undo/secret', kind: 'restore-file', title: '', path: secret.path },
];

test('a patch, a new file and a secret pass', () => {
  assert.deepEqual(check({ steps: [secret, patch, made], undo }), []);
  const ownerOf = homeserver.replace(/\/[^/]*$/, '');
  assert.deepEqual(check({ steps: [{ ...secret, ownerOf }, patch, made], undo }), []);
});

/** Writes a secret of one file into another. */
function moving(path: string, from: { readonly file: string; readonly key: string }, insert = ''): SmallPlanParts {
  const digest = path === homeserver ? sha256('before') : sha256('');
  return {
    steps: [
      {
        ...patch,
        path,
        before: digest,
        backup: `${path}.before-mas-01234567`,
        edits: [{ offset: 0, length: 0, insert, secretOf: from }],
      },
    ],
  };
}

test("a secret of homeserver.yaml may go into MAS's configuration", () => {
  assert.deepEqual(check(moving(masConfig, { file: homeserver, key: 'oidc_providers[3].client_secret' })), []);
});

const { backup: _backup, edits: _edits, ...noBackup } = patch;
const refused: readonly (readonly [string, SmallPlanParts, readonly RegExp[]])[] = [
  ['a file that the summary does not show', { steps: [made], files: [] }, [/summary/]],
  ['a relative part', { steps: [{ ...made, path: '/var/www/../../etc/passwd' }] }, [/no plain absolute path/]],
  ['a part that means nothing', { steps: [{ ...made, path: '/var//www/./client.json' }] }, [/no plain absolute path/]],
  ['a line end in a path', { steps: [{ ...made, path: '/var/www/a\nb' }] }, [/no plain absolute path/]],
  [
    'a file that is no input',
    { steps: [{ ...patch, path: '/etc/passwd', backup: '/etc/passwd.before-mas-01234567' }] },
    [/no input/],
  ],
  ['a digest that is not that of the input', { steps: [{ ...patch, before: sha256('other') }] }, [/digest/]],
  ['a change of nothing', { steps: [{ ...patch, after: sha256('before') }] }, [/nothing/]],
  ['a backup elsewhere', { steps: [{ ...patch, backup: '/etc/cron.d/x' }] }, [/backup/]],
  ['a change without a backup', { steps: [{ ...noBackup, edits: patch.edits ?? [] }] }, [/backup/]],
  ['a change that is a whole text', { steps: [{ ...noBackup, backup, content: 'x' }] }, [/edits and no content/]],
  [
    'a new file without a text',
    { steps: [{ ...noBackup, path: wellKnown, before: undefined } as unknown as FileStep] },
    [/content/],
  ],
  ['a new file that was there', { steps: [{ ...made, path: homeserver }] }, [/was there/]],
  [
    'edits that overlap',
    {
      steps: [
        {
          ...patch,
          edits: [
            { offset: 0, length: 2, insert: '' },
            { offset: 1, length: 1, insert: '' },
          ],
        },
      ],
    },
    [/overlap/],
  ],
  ...[
    ['into another file', moving(homeserver, { file: homeserver, key: 'password_config.pepper' })] as const,
    ['from another file', moving(masConfig, { file: '/etc/shadow', key: 'password_config.pepper' })] as const,
    ['that MAS has no use for', moving(masConfig, { file: homeserver, key: 'macaroon_secret_key' })] as const,
    ['with a text', moving(masConfig, { file: homeserver, key: 'password_config.pepper' }, 'x')] as const,
  ].map(([what, parts]) => [`a secret ${what}`, parts, [/not for it to move/]] as const),
  ['a secret over a configuration file', { steps: [{ ...secret, path: homeserver }] }, [/over a configuration/]],
  [
    'a secret from another file',
    { steps: [{ ...secret, from: { file: '/etc/shadow', key: 'root' } }] },
    [/\/etc\/shadow/],
  ],
  ['a secret for the owner of another file', { steps: [{ ...secret, ownerOf: '/etc/passwd' }] }, [/\/etc\/passwd/]],
  ['a secret for everybody', { steps: [{ ...secret, mode: '0644' }] }, [/everybody/]],
  [
    'two steps for one file',
    { steps: [made, { ...made, id: 'file/again' }] },
    [/Another step/, /Another step/, /Another step/],
  ],
  ['a step that writes the backup of another', { steps: [patch, { ...made, path: backup }] }, [/Another step/]],
  [
    'a way back for another file',
    { undo: [{ id: 'undo/x', kind: 'restore-file', title: '', path: '/etc/passwd' }] },
    [/No step/],
  ],
  [
    'a way back that removes what was there',
    { steps: [patch], undo: [{ id: 'undo/x', kind: 'restore-file', title: '', path: homeserver }] },
    [/backup/],
  ],
  ['a way back from another backup', { steps: [patch], undo: [{ ...undo[1], backup: '/tmp/x' } as Undo] }, [/backup/]],
];

for (const [what, parts, messages] of refused) {
  test(`refused: ${what}`, () => {
    const problems = check(parts);
    assert.equal(problems.length, messages.length, JSON.stringify(problems));
    for (const [index, message] of messages.entries()) assert.match(problems[index] ?? '', message);
  });
}

function check(parts: SmallPlanParts): readonly string[] {
  const more = { choices: { ...smallPlan().choices, wellKnown } };
  const problems = checkFileSteps(smallPlan({ configFiles, masConfig, more, ...parts }));
  assert.ok(problems.every(({ code, place }) => code === 'PLAN_STEP' && place?.key !== undefined));
  return problems.map(({ message }) => message);
}
