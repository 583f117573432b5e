import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseYaml } from '../../src/config/parse-yaml.ts';
import { pyyamlDialect } from '../../src/config/yaml-dialect.ts';
import { packageRoot } from '../../src/support/package-root.ts';
import { nodeToJson } from '../config/node-to-json.ts';
import { oddConfigs } from '../config/odd/write-odd-configs.ts';
import { sourceFile } from '../config/source-file.ts';
import { askPyyaml } from './pyyaml.ts';

interface Case {
  readonly name: string;
  readonly yaml: string;
  /** Releases of PyYAML read it in different ways, so we refuse it whatever this one does. */
  readonly unsettled?: true;
}

test('the PyYAML of a real Synapse reads the corpus, the odd files and thousands of scalars as we do', async () => {
  const corpus = JSON.parse(readFileSync(join(packageRoot(), 'test/config/corpus/pyyaml.json'), 'utf8')) as {
    readonly cases: readonly Case[];
  };
  const odd = oddConfigs
    // As JSON this one would be larger than any memory.
    .filter(({ name }) => name !== 'aliases of aliases of aliases')
    .flatMap(({ name, files }) => Object.values(files).map((yaml) => ({ name, yaml })));
  const cases: readonly Case[] = [...corpus.cases.filter(({ unsettled }) => !unsettled), ...odd, ...scalars()];
  const answers = await askPyyaml(cases.map(({ yaml }) => Buffer.from(yaml)));
  const differences = cases.flatMap(({ name, yaml }, index) => {
    const { root, problems } = parseYaml(sourceFile('/f.yaml', yaml), pyyamlDialect);
    const ours = problems.length > 0 ? 'refused' : JSON.stringify(sorted(nodeToJson(root)));
    const answer = answers[index];
    const theirs = answer && 'value' in answer ? JSON.stringify(sorted(answer.value)) : 'refused';
    // A key that is a date has forgotten how it was written.
    return ours === theirs || theirs.includes('{key}') ? [] : [{ name, yaml, ours, theirs }];
  });
  assert.deepEqual(differences, []);
});

/** Numbers, dates and words that are nearly one of these. */
function scalars(): readonly Case[] {
  const characters = fc.array(fc.constantFrom(...'0123456789_.:+-eExXob~'), { minLength: 1, maxLength: 8 });
  const words = fc.constantFrom('yes', 'No', 'ON', 'off', 'y', 'n', 'TRUE', 'Null', '~', '.inf', '-.INF', '.nan', '=');
  const times = fc.constantFrom('2020-01-02', '2020-1-2', '2020-01-02 03:04:05', '2020-01-02T03:04:05.6Z', '12:30:45');
  const text = fc.oneof({ weight: 8, arbitrary: characters.map((parts) => parts.join('')) }, words, times);
  return [...new Set(fc.sample(text, { seed: 4, numRuns: 4000 }))].map((yaml) => ({
    name: 'a scalar',
    yaml: `a: ${yaml}\n`,
  }));
}

/** The order of keys does not matter, nor that of a set. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
