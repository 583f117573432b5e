import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inputs } from '../cli/example.ts';
import { plant } from './secret-forms.ts';
import { json, type SecretStage } from './secret-stage.ts';

/** Every way in which a password can be given, right and wrong. */
export async function failToConnect({ run, write, planted, pair, cwd }: SecretStage): Promise<void> {
  const { host, port, user, database } = pair.synapse;
  const wrong = (label: string): string => {
    planted.set(`wrong: ${label}`, plant(`wrong ${label}`));
    return plant(`wrong ${label}`);
  };
  const uri = (password: string, at = port): string =>
    `postgresql://${user}:${encodeURIComponent(password)}@${host}:${at}/${database}`;
  const queryUri = (password: string): string =>
    `postgresql://${host}:${port}/${database}?user=${user}&password=${encodeURIComponent(password)}`;
  const right = planted.get('password of synapse') ?? '';
  for (const [code, ...command] of [
    [3, 'check', ...inputs],
    // It says what the files and the log say.
    [0, 'status', 'plan.yaml'],
    [3, 'verify', 'plan.yaml'],
    [3, 'rollback', 'plan.yaml'],
  ] as const) {
    for (const log of [[], json]) {
      await run(code, [
        ...command,
        ...log,
        '--synapse-database-uri',
        uri(wrong('authority')),
        '--mas-database-uri',
        uri(wrong('authority of mas')),
      ]);
      await run(code, [...command, ...log, '--mas-database-uri', queryUri(wrong('query'))]);
      await run(code, [...command, ...log, '--mas-database-uri', uri(wrong('server down'), 1)]);
      await run(3, [...command, ...log, '--synapse-database-uri', `mysql://u:${wrong('other scheme')}@h/d`]);
      await run(3, [...command, ...log, '--synapse-database-uri', `postgresql://u:${wrong('not encoded')}@h:x/d`]);
      await run(3, [...command, ...log, '--mas-database-uri', `postgresql://u@h/d?password=${wrong('bad query')}=x`]);
    }
  }
  const noPassword = (text: string): string => text.replace(/^ *password: +".*"\n(?= *d)/m, '');
  const bare = write('bare.yaml', noPassword(readFileSync(join(cwd, 'homeserver.yaml'), 'utf8')));
  const check = (file: string): readonly string[] => ['check', '--synapse-config', file, '--mas-config', 'mas.yaml'];
  const passfile = write('pgpass', `*:*:*:*:${wrong('passfile').replaceAll(/[\\:]/g, '\\$&')}\n`, 0o600);
  const openPassfile = write('pgpass-open', `*:*:*:*:${wrong('open passfile')}\n`, 0o644);
  const service = write(
    'services.conf',
    `[a]\nhost=${host}\nport=${port}\ndbname=${database}\nuser=${user}\npassword=${wrong('service')}\nnonsense ${wrong('service line')}\n`,
  );
  const passwordFile = write('password-file', wrong('password_file'));
  const masFile = write(
    'mas-file.yaml',
    readFileSync(join(cwd, 'mas.yaml'), 'utf8').replace(
      /^ {2}password: ".*"$/m,
      `  password_file: ${join(cwd, passwordFile)}`,
    ),
  );
  for (const log of [[], json]) {
    await run(10, [...check(bare), ...log], { PGPASSWORD: right });
    await run(3, [...check(bare), ...log], { PGPASSWORD: wrong('PGPASSWORD') });
    await run(3, [...check(bare), ...log], { PGPASSFILE: join(cwd, passfile) });
    await run(3, [...check(bare), ...log], { PGPASSFILE: join(cwd, openPassfile) });
    await run(3, [...check(bare), ...log, '--synapse-database-uri', 'postgresql://?service=a'], {
      PGSERVICEFILE: join(cwd, service),
    });
    await run(3, ['check', '--synapse-config', 'homeserver.yaml', '--mas-config', masFile, ...log]);
    // A file wins over the environment.
    await run(10, [...check('homeserver.yaml'), ...log], {
      MAS_DATABASE_PASSWORD: JSON.stringify(wrong('MAS_DATABASE_PASSWORD')),
    });
    await run(3, [...check('homeserver.yaml'), ...log], { MAS_DATABASE_URI: uri(wrong('MAS_DATABASE_URI')) });
    await run(10, [...check('homeserver.yaml'), ...log], { MAS_SECRETS_ENCRYPTION: wrong('MAS_SECRETS_ENCRYPTION') });
    await run(3, [
      ...check('homeserver.yaml'),
      ...log,
      '--mas-endpoint',
      `http://mas:${wrong('--mas-endpoint')}@127.0.0.1:8080/`,
    ]);
    await run(3, [...check('homeserver.yaml'), ...log, '--mas-endpoint', wrong('--mas-endpoint that is none')]);
    await run(3, [...check('homeserver.yaml'), ...log, '--database-password', wrong('an unknown option')]);
    await run(3, ['demo', ...log, '--directory', 'demo', '--postgres-uri', uri(wrong('demo'))]);
    await run(3, ['demo', ...log, '--directory', 'demo', '--postgres-uri', `x:${wrong('demo, no URI')}`]);
  }
}
