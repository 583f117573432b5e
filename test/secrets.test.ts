import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { demoApprover } from '../src/cli/demo/write-demo-key.ts';
import { inputs } from './cli/example.ts';
import { askServices } from './secrets/ask-services.ts';
import { breakFiles } from './secrets/break-files.ts';
import { failToConnect } from './secrets/fail-to-connect.ts';
import { refusedMasOptions, refusedSynapseOptions } from './secrets/planted-configs.ts';
import { plant } from './secrets/secret-forms.ts';
import { json, type SecretStage, setSecretStage } from './secrets/secret-stage.ts';

const reports = ['text', 'markdown', 'html', 'json', 'sql', 'sarif', 'runbook'] as const;

test('no secret of a configuration, a row, a URL, the environment or a file gets anywhere but where it belongs', async (t) => {
  const stage = await setSecretStage(t);
  await playThrough(stage);
  await askServices(t, stage);
  await refuseOptions(stage);
  await breakRegistrations(stage);
  await readFromFiles(stage);
  await failToConnect(stage);
  await breakFiles(stage);
  const leaks = await stage.leaks();
  assert.deepEqual(leaks, []);
  assert.deepEqual(stage.otherwise, []);
});

/** Everything that succeeds, and what goes wrong in the middle. */
async function playThrough(stage: SecretStage): Promise<void> {
  const { run, cwd } = stage;
  for (const format of ['text', 'json', 'sarif', 'junit'])
    await run(11, ['check', ...inputs, '--format', format, ...json]);
  const planned = await run(11, ['plan', ...inputs, '--out', 'plan.yaml', '--well-known', 'client']);
  await run(11, [
    'plan',
    ...inputs,
    '--out',
    'other.yaml',
    '--no-samples',
    '--write-acceptances',
    'decisions.yaml',
    ...json,
  ]);
  const [planId = ''] = /sha256:[0-9a-f]{64}/.exec(planned.stdout) ?? [];
  for (const format of reports) await run(0, ['show', 'plan.yaml', '--format', format]);
  await run(0, [
    'show',
    'plan.yaml',
    ...reports.flatMap((format) => ['--output', `${format}=shown.${format}`]),
    ...json,
  ]);
  await run(13, ['apply', 'plan.yaml']);
  const approve = ['approve', 'plan.yaml', '--as', demoApprover, '--key', 'approver-key'];
  await run(13, [...approve, ...json]);
  await run(13, [...approve, '--plan-id', 'sha256:1']);
  await run(0, [...approve, '--plan-id', planId, ...json]);
  const apply = ['apply', 'plan.yaml', '--plan-id', planId];
  await run(0, [...apply, '--rehearse', ...json]);

  // A trigger of somebody's own, whose words hold the row.
  const mas = await stage.connect('mas');
  await mas.query(`CREATE FUNCTION tell() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'refused: %', NEW.hashed_password USING DETAIL = NEW.hashed_password, HINT = NEW.hashed_password; END $$`);
  await mas.query('CREATE TRIGGER tell BEFORE INSERT ON user_passwords FOR EACH ROW EXECUTE FUNCTION tell()');
  for (const log of [[], json]) await run(16, [...apply, '--unapproved', 'A test.', ...log]);
  await mas.query('DROP FUNCTION tell CASCADE');

  await run(0, [...apply, '--unapproved', 'A test.', ...json]);
  await run(0, ['verify', 'plan.yaml']);
  await run(0, ['status', 'plan.yaml', ...json]);
  await run(0, ['status', 'plan.yaml', '--format', 'json']);
  await run(0, ['audit', 'show', 'plan.yaml', '--format', 'json']);
  await run(0, ['diff', 'other.yaml', 'plan.yaml', '--format', 'json']);
  await mas.query(
    `UPDATE compat_access_tokens SET access_token = access_token || 'x';
     UPDATE user_passwords SET hashed_password = hashed_password || 'x'; UPDATE users SET username = username || 1`,
  );
  for (const log of [[], json]) {
    await run(18, ['verify', 'plan.yaml', ...log]);
    await run(14, ['rollback', 'plan.yaml', ...log]);
    await run(0, ['audit', 'verify', 'plan.yaml', ...log]);
    await run(0, ['bundle', 'plan.yaml', '--journal', '--out', `bundle-${log.length}.tar`, ...log]);
    await run(0, ['audit', 'show', 'plan.yaml', ...log]);
    await run(0, ['diff', 'other.yaml', 'plan.yaml', ...log]);
  }
  await run(0, [
    'rollback',
    'plan.yaml',
    '--discard-mas-changes',
    '--plan-id',
    planId,
    '--unapproved',
    'A test.',
    ...json,
  ]);
  await run(0, [...apply, '--unapproved', 'A test.']);
  assert.ok(readFileSync(join(cwd, 'decisions.yaml'), 'utf8').length > 0);
}

/** Options with which no plan can be applied: it is made, and shown, all the same. */
async function refuseOptions({ run, write, planted }: SecretStage): Promise<void> {
  const synapse = write('refused-synapse.yaml', refusedSynapseOptions(planted));
  const mas = write('refused-mas.yaml', refusedMasOptions(planted));
  const refused = ['--synapse-config', 'homeserver.yaml', synapse, '--mas-config', 'mas.yaml', mas];
  for (const format of ['text', 'json', 'sarif', 'junit'])
    await run(10, ['check', ...refused, '--format', format, ...json]);
  await run(10, ['plan', ...refused, '--out', 'errored.yaml', '--proxy', 'nginx']);
  for (const format of reports) await run(0, ['show', 'errored.yaml', '--format', format]);
}

/** Registrations that Synapse would refuse, in which the tokens stand where they should not. */
async function breakRegistrations({ run, write, cwd }: SecretStage): Promise<void> {
  const sound = join(cwd, 'irc-bridge.yaml');
  const text = readFileSync(sound, 'utf8');
  const broken = [
    text.replace(/^as_token:/m, 'as_token: ['),
    text.replace(/^as_token: "/m, 'as_token: *'),
    text.replace(/^as_token: (.*)$/m, 'as_token: !$1 {}'),
    text.replace(/^as_token: (.*)$/m, 'as_token: { $1: $1 }'),
    text.replace(/^hs_token: (.*)$/m, 'hs_token: [$1]'),
    text.replace(/regex: .*$/m, (line) => `${line} ${/^as_token: "(.*)"$/m.exec(text)?.[1]}`),
  ].map((yaml, index) => join(cwd, write(`registration-${index}.yaml`, yaml)));
  const more = write(
    'registrations.yaml',
    `app_service_config_files: ${JSON.stringify([sound, sound, ...broken, `${sound}/x`])}\n`,
  );
  const given = ['--synapse-config', 'homeserver.yaml', more, '--mas-config', 'mas.yaml'];
  for (const format of ['text', 'json', 'sarif', 'junit'])
    await run(10, ['check', ...given, '--format', format, ...json]);
}

/** Options that name a file with a secret, which both programs have for nearly every one. */
async function readFromFiles({ run, write, planted, cwd }: SecretStage): Promise<void> {
  const file = (label: string): string => {
    planted.set(`file of ${label}`, plant(`file of ${label}`));
    return join(cwd, write(label, `${plant(`file of ${label}`)}\n`, 0o600));
  };
  const synapse = write(
    'files-synapse.yaml',
    `macaroon_secret_key_path: ${file('macaroon_secret_key_path')}
form_secret_path: ${file('form_secret_path')}
registration_shared_secret_path: ${file('registration_shared_secret_path')}
turn_shared_secret_path: ${file('turn_shared_secret_path')}
worker_replication_secret_path: ${file('worker_replication_secret_path')}
recaptcha_private_key_path: ${file('recaptcha_private_key_path')}
redis: { enabled: true, password_path: ${file('password_path')} }
matrix_authentication_service: { enabled: false, secret_path: ${file('secret_path')} }
oidc_providers: [{ idp_id: keycloak, idp_name: K, issuer: "https://sso.example.org/", client_id: a, client_secret_path: ${file('client_secret_path')} }]
`,
  );
  const mas = write(
    'files-mas.yaml',
    `clients: [{ client_id: 01JZ8Q2M6V0S6TVTDY4GZ3K8AC, client_auth_method: client_secret_post, client_secret_file: ${file('client_secret_file')} }]
secrets: { keys: [{ kid: a, key_file: ${file('key_file')}, password_file: ${file('key password_file')} }] }
`,
  );
  const configs = ['--synapse-config', 'homeserver.yaml', synapse, '--mas-config', 'mas.yaml', mas];
  for (const format of ['text', 'json']) await run(10, ['check', ...configs, '--format', format, ...json]);
  await run(10, ['plan', ...configs, '--out', 'files.yaml']);
  for (const format of reports) await run(0, ['show', 'files.yaml', '--format', format]);
  // In one place and in a file too: each says so, and neither shows it.
  const twice = write(
    'files-twice.yaml',
    `database: { ssl_key_file: ${file('ssl_key_file')} }\nmatrix: { secret_file: ${file('secret_file')} }\npasswords: { schemes: [{ version: 1, algorithm: bcrypt, secret: a, secret_file: ${file('scheme secret_file')} }] }\n`,
  );
  for (const log of [[], json])
    await run(3, ['check', '--synapse-config', 'homeserver.yaml', '--mas-config', 'mas.yaml', twice, ...log]);
}
