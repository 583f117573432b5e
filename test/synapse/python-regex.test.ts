import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Client } from 'pg';
import { parsePythonRegex } from '../../src/support/python-regex/parse-python-regex.ts';
import { regexToPostgres } from '../../src/support/python-regex/regex-to-postgres.ts';
import { createEmptyDatabase } from '../support/databases.ts';
import { patterns, refused, texts, untranslated } from '../support/python-regex/namespace-corpus.ts';
import { askPython, type RegexCase } from './python-regex.ts';

test('expressions of registrations match in PostgreSQL what they match in the Python of a real Synapse', async (t) => {
  const { client } = await createEmptyDatabase(t);
  const { translated, differences } = await compare(client, [...patterns, ...refused, ...untranslated].map(ofCorpus));
  assert.deepEqual(differences, []);
  assert.equal(translated, patterns.length);
});

test('so do thousands that nobody wrote', async (t) => {
  const { client } = await createEmptyDatabase(t);
  const piece = fc.constantFrom(
    ...[
      'a',
      'b',
      '_',
      '@',
      ':',
      '.',
      '-',
      '^',
      '$',
      '|',
      '(',
      ')',
      '(?:',
      '(?=',
      '(?!',
      '[',
      ']',
      '[^',
      'a-b',
      '*',
      '+',
      '?',
    ],
    ...[
      '{2}',
      '{1,}',
      '{,2}',
      '{2,1}',
      '{',
      '}',
      ',',
      '\\d',
      '\\w',
      '\\s',
      '\\W',
      '\\.',
      '\\A',
      '\\Z',
      '\\n',
      '\\x61',
      '\\',
      '1',
      ' ',
    ],
  );
  const pattern = fc.array(piece, { minLength: 1, maxLength: 9 }).map((parts) => parts.join(''));
  const text = fc.array(fc.constantFrom(...'aab_@:.-1 \n[]{}(,^$|*'), { maxLength: 6 }).map((parts) => parts.join(''));
  const some = [...new Set(fc.sample(pattern, { seed: 7, numRuns: 12_000 }))];
  const fixed = [...new Set([...fc.sample(text, { seed: 8, numRuns: 60 }), 'a', 'aa', 'ab', 'a_1'])];
  const { translated, differences } = await compare(
    client,
    some.map((each) => ({ pattern: each, texts: fixed })),
  );
  assert.deepEqual(differences, []);
  assert.ok(translated > 1500, `${translated} were translated`);
});

function ofCorpus(pattern: string): RegexCase {
  return { pattern, texts };
}

/** Each pattern that is translated must match alike; each that is called invalid must be one that Python refuses, and the other way. */
async function compare(
  client: Client,
  cases: readonly RegexCase[],
): Promise<{ readonly translated: number; readonly differences: readonly object[] }> {
  const answers = await askPython(cases);
  const differences: object[] = [];
  let translated = 0;
  for (const [index, { pattern, texts: given }] of cases.entries()) {
    const python = answers[index];
    const parsed = parsePythonRegex(pattern);
    if (parsed.kind === 'invalid' && python) differences.push({ pattern, why: parsed.why, python: 'takes it' });
    if (parsed.kind !== 'parsed') continue;
    if (!python) {
      differences.push({ pattern, ours: 'translated', python: 'refuses it' });
      continue;
    }
    translated += 1;
    const ours = regexToPostgres(parsed.node);
    const { rows } = await client.query<{ matches: boolean[] }>(
      `SELECT array_agg(t.text ~ $1 COLLATE "C" ORDER BY t.at) AS matches FROM unnest($2::text[]) WITH ORDINALITY AS t (text, at)`,
      [ours, [...given]],
    );
    const wrong = given.filter((_, at) => rows[0]?.matches[at] !== python[at]);
    if (wrong.length > 0) differences.push({ pattern, ours, wrong });
  }
  return { translated, differences };
}
