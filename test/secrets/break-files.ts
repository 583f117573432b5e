import { plantWord } from './secret-forms.ts';
import { json, type SecretStage } from './secret-stage.ts';

/** Files that are broken right at a secret, or hold something else where one belongs. */
export async function breakFiles({ run, write, planted }: SecretStage): Promise<void> {
  let count = 0;
  const secret = (): string => {
    const label = `broken file ${++count}`;
    // Too short to be taken for one by its looks.
    const word = `${plantWord(label).slice(0, 13)}!x`;
    planted.set(label, word);
    return word;
  };
  const broken = [
    () => `server_name: a\nmacaroon_secret_key: "${secret()}\nform_secret: x\n`,
    () => `server_name: a\nmacaroon_secret_key: '${secret()}' ${secret()}\n`,
    () => `server_name: a\nmacaroon_secret_key: ${secret()}: ${secret()}: {\n`,
    () => `server_name: a\nmacaroon_secret_key: [${secret()}, {\n`,
    () => `server_name: a\nmacaroon_secret_key: @${secret()}\n`,
    () => `server_name: a\nmacaroon_secret_key: !!binary "${secret()}*"\n`,
    () => `server_name: a\nmacaroon_secret_key: *${secret()}\n`,
    () => `server_name: a\nmacaroon_secret_key: !${secret()} x\n`,
    () => `server_name: a\n\tmacaroon_secret_key: ${secret()}\n`,
    () => `server_name: a\nmacaroon_secret_key:\n  ${secret()}\n ${secret()}: x\n`,
    () => `server_name: a\nform_secret: |\n  ${secret()}\n x ${secret()}\n`,
    () => `server_name: a\n? { macaroon_secret_key: ${secret()} }\n: x\n`,
    () => `server_name: a\noidc_providers: [{ idp_id: a, client_secret: ${secret()}, }}]\n`,
    () => `server_name: a\ndatabase: "postgres://u:${secret()}@h/d"\n`,
    () => `server_name: a\ndatabase: { name: psycopg2, args: { password: [${secret()}] } }\n`,
    () => `server_name: a\ndatabase: { name: psycopg2, args: { password: { ${secret()}: 1 } } }\n`,
    () => `server_name: a\ndatabase: { name: psycopg2, args: { dsn: "host=h password=${secret()}", port: x } }\n`,
    () => `server_name: a\ndatabase: { name: psycopg2, args: { host: h, sslmode: x, password: ${secret()} } }\n`,
    () => `server_name: [a]\npassword_config: { pepper: [${secret()}] }\nmacaroon_secret_key: \u0001${secret()}\n`,
    () => `server_name: a\nmatrix_authentication_service: "${secret()}"\noidc_providers: "${secret()}"\n`,
    () =>
      `server_name: a\npassword_config: "${secret()}"\ndatabase: { name: psycopg2, args: { password: x${secret()} }\n`,
    () => `"${secret()}"\n`,
    () => `public_baseurl: https://a:${secret()}@matrix.example.org/\n`,
    () => `default_identity_server: https://a:${secret()}@id.example.org/\n`,
    () => `oidc_providers: [{ idp_id: a, client_id: a, issuer: "https://a:${secret()}@sso.example.org/" }]\n`,
    () => `- macaroon_secret_key: ${secret()}\n`,
  ];
  for (const [index, make] of broken.entries()) {
    const asSynapse = write(`broken-${index}.yaml`, make());
    for (const log of [[], json]) {
      await run(3, ['check', '--synapse-config', asSynapse, '--mas-config', 'mas.yaml', ...log]);
    }
  }
  const brokenMas = [
    () => `database: { uri: "postgres://u:${secret()}@h:x/d" }\n`,
    () => `database: { uri: "${secret()}" }\n`,
    () => `http: { public_base: "https://a:${secret()}@account.example.org/" }\n`,
    () => `matrix: { endpoint: "http://a:${secret()}@127.0.0.1:8008/", secret: ${secret()} }\n`,
    () => `upstream_oauth2: { providers: [{ id: a, issuer: "https://a:${secret()}@sso.example.org/" }] }\n`,
    () => `database: { uri: ["postgres://u:${secret()}@h/d"] }\n`,
    () => `database: "postgres://u:${secret()}@h/d"\n`,
    () => `database: { password: ${secret()}, password_file: /x, uri: "postgres://u:${secret()}@h/d" }\n`,
    () => `secrets: { encryption: ${secret()}\n  keys: x\n`,
    () => `secrets: "${secret()}"\nmatrix: "${secret()}"\n`,
    () => `matrix: { secret: [${secret()}], kind: x }\n`,
    () => `passwords: { schemes: [{ version: x, secret: { a: ${secret()} } }] }\n`,
    () => `passwords: { schemes: { secret: ${secret()} } }\n`,
    () => `upstream_oauth2: { providers: [{ id: [], client_secret: ${secret()} }, "${secret()}"] }\n`,
    () => `clients: [{ client_secret: "${secret()} }]\n`,
    () => `email: { password: ${secret()}, password: ${secret()}, transport: [x] }\n: :\n`,
  ];
  for (const [index, make] of brokenMas.entries()) {
    const asMas = write(`broken-mas-${index}.yaml`, make());
    for (const log of [[], json])
      await run(3, ['check', '--synapse-config', 'homeserver.yaml', '--mas-config', asMas, ...log]);
  }
}
