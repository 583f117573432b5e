import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { isSecretKey } from '../../src/config/secret-options.ts';
import { packageRoot } from '../../src/support/package-root.ts';

interface Node {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly allOf?: readonly Node[];
  readonly anyOf?: readonly Node[];
  readonly oneOf?: readonly Node[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly additionalProperties?: boolean | Node;
}

type Path = readonly (string | number)[];

test("of all options of MAS's own schema exactly these are secret", () => {
  const schema = JSON.parse(
    readFileSync(join(packageRoot(), 'test/fixtures/mas-config.schema.json'), 'utf8'),
  ) as Node & {
    readonly definitions: Readonly<Record<string, Node>>;
  };
  const texts = new Map<string, Path>();
  const walk = (node: Node, path: Path, around: readonly string[]): void => {
    if (node.$ref !== undefined) {
      const definition = schema.definitions[node.$ref.split('/').at(-1) ?? ''];
      if (definition && !around.includes(node.$ref)) walk(definition, path, [...around, node.$ref]);
      return;
    }
    for (const part of [...(node.allOf ?? []), ...(node.anyOf ?? []), ...(node.oneOf ?? [])]) walk(part, path, around);
    for (const [key, part] of Object.entries(node.properties ?? {})) walk(part, [...path, key], around);
    if (node.items) walk(node.items, [...path, 0], around);
    if (typeof node.additionalProperties === 'object') walk(node.additionalProperties, [...path, 'any'], around);
    if ([node.type].flat().includes('string')) texts.set(path.join('.'), path);
  };
  walk(schema, [], []);
  assert.ok(texts.size > 100, `${texts.size} options with a text`);
  const secret = [...texts].filter(([, path]) => isSecretKey(path)).map(([name]) => name);
  assert.deepEqual(secret.toSorted(), [
    'captcha.secret_key',
    'clients.0.client_secret',
    'database.password',
    'database.ssl_key',
    'email.password',
    'http.listeners.0.tls.key',
    'http.listeners.0.tls.password',
    'matrix.secret',
    'passwords.schemes.0.secret',
    'secrets.encryption',
    'secrets.keys.0.key',
    'secrets.keys.0.password',
    'telemetry.sentry.dsn',
    'upstream_oauth2.providers.0.client_secret',
    'upstream_oauth2.providers.0.sign_in_with_apple.private_key',
  ]);
});
