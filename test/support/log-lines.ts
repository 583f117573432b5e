import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/support/package-root.ts';
import { schemaErrorsOf } from './json-schemas.ts';

/** A line of `--log-format json`. */
export interface LogLine {
  readonly type: string;
  readonly at: string;
  readonly message: string;
}

/** The lines of stderr with `--log-format json`; asserts that all of it is what plan-schema/log.schema.json says. */
export function logLines(stderr: string): readonly LogLine[] {
  if (stderr === '') return [];
  assert.ok(stderr.endsWith('\n'), 'the last line is complete');
  const lines = stderr
    .slice(0, -1)
    .split('\n')
    .map((line) => JSON.parse(line) as LogLine);
  const known = knownTypes();
  for (const line of lines) {
    assert.deepEqual(schemaErrorsOf('log', line), [], JSON.stringify(line));
    assert.ok(known.has(line.type), `${line.type} stands in no schema`);
  }
  assert.deepEqual(
    lines.map(({ type }, index) => (type === 'version') === (index === 0)),
    lines.map(() => true),
    'the first line, and no other, says the version',
  );
  return lines;
}

/** The types that the schema describes. */
export function knownTypes(): ReadonlySet<string> {
  const schema = JSON.parse(readFileSync(join(packageRoot(), 'plan-schema', 'log.schema.json'), 'utf8')) as {
    readonly allOf: readonly {
      readonly if: {
        readonly properties: { readonly type: { readonly const?: string; readonly enum?: readonly string[] } };
      };
    }[];
  };
  return new Set(
    schema.allOf.flatMap(({ if: { properties } }) => properties.type.enum ?? [properties.type.const ?? '']),
  );
}
