import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { jsonAnswer, startHttp } from '../probe/start-http.ts';
import { certificates } from '../support/postgres/tls-server.ts';
import { plantWord } from './secret-forms.ts';
import type { SecretStage } from './secret-stage.ts';

/** Services that say back all that they are sent, and a file of tokens: nothing of it may be shown. */
export async function askServices(t: TestContext, { run, write, planted }: SecretStage): Promise<void> {
  const put = (label: string): string => {
    const secret = plantWord(label);
    planted.set(label, secret);
    return secret;
  };
  const user = '@test:example.org';
  const tokens = {
    sessions: [
      { user, device: 'PHONE', accessToken: put('access token to try'), refreshToken: put('refresh token to try') },
    ],
    logins: [{ user, password: put('password to try') }],
  };
  const read = (name: string): Buffer => readFileSync(join(certificates, name));
  const port = await startHttp(t, sayBack, { tls: { cert: read('names.crt'), key: read('names.key') } });
  const inside = await startHttp(t, sayBack);
  const names = ['example.org', 'matrix.example.org', 'account.example.org'].map((name) => `${name}=127.0.0.1:${port}`);
  const connections = [...names, `localhost=127.0.0.1:${inside}`, `127.0.0.1=127.0.0.1:${inside}`];
  const live = [
    ...['verify', 'plan.yaml', '--live', '--wait', '0', '--ca-file', join(certificates, 'names.crt')],
    ...['--token-file', write('tokens.yaml', JSON.stringify(tokens), 0o600)],
    // So that sessions are asked about all the same.
    ...['--skip', 'route/login', 'route/logout', 'route/refresh'],
    ...connections.flatMap((connection) => ['--connect-to', connection]),
  ];
  for (const more of [[], ['--format', 'json'], ['--log-format', 'json']]) await run(18, [...live, ...more]);
  const wrong = write(
    'wrong-tokens.yaml',
    JSON.stringify({ [put('token as a name')]: put('token as a value') }),
    0o600,
  );
  await run(3, [...live, '--token-file', wrong, '--log-format', 'json']);
}

const sayBack: RequestListener = (request, response) => {
  if (request.url === '/_matrix/client/versions') {
    const headers = { 'Access-Control-Allow-Origin': '*' };
    return jsonAnswer({ versions: ['v1.11'] }, { headers })(request, response);
  }
  request.setEncoding('utf8');
  let body = '';
  request.on('data', (chunk: string) => {
    body += chunk;
  });
  request.on('end', () => {
    const sent = `${request.headers.authorization ?? ''} ${body}`;
    const headers = {
      'X-Sent': encodeURIComponent(sent),
      Location: `https://example.org/?sent=${encodeURIComponent(sent)}`,
    };
    jsonAnswer({ errcode: sent, error: sent, user_id: sent }, { status: 403, headers })(request, response);
  });
};
