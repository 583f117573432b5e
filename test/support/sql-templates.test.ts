import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import Handlebars from 'handlebars';
import { readTemplates } from '../../src/support/read-templates.ts';
import { renderTemplate } from '../../src/support/templates.ts';
import { createEmptyDatabase } from './databases.ts';

const { templates } = readTemplates();
const sql = [...templates].filter(([name]) => name.startsWith('sql/'));

/** What may enter SQL as it stands: text that templates or PostgreSQL itself wrote, never a name or a value of somebody. */
const rawNames = new Set(['inner', 'definition', 'type', 'key', 'of', 'value']);
const helpers = new Set(['ident', 'literal']);
const blocks = new Set(['if', 'unless', 'each']);

test('names and values enter SQL through helpers only', () => {
  assert.ok(sql.length > 50);
  for (const [name, text] of sql) {
    const walk = (program: hbs.AST.Program | undefined): void => {
      for (const node of program?.body ?? []) check(node);
    };
    const check = (node: hbs.AST.Statement): void => {
      const at = `${name}:${node.loc.start.line}: ${node.type}`;
      // A remark of the template does not come out.
      if (node.type === 'ContentStatement' || node.type === 'CommentStatement') return;
      if (node.type === 'MustacheStatement') {
        const { path, params, escaped } = node as hbs.AST.MustacheStatement;
        const called = (path as hbs.AST.PathExpression).original;
        if (params.length > 0) assert.ok(helpers.has(called) && escaped, `${at} ${called}`);
        else assert.ok(rawNames.has(called) && !escaped, `${at} ${called}`);
        return;
      }
      if (node.type === 'PartialStatement' || node.type === 'PartialBlockStatement') {
        const { name: path, hash, program } = node as hbs.AST.PartialBlockStatement;
        const called = (path as hbs.AST.PathExpression).original;
        assert.ok(called === '@partial-block' || templates.has(`sql/partials/${called}.hbs`), `${at} ${called}`);
        // What is handed to a partial is written in the template itself.
        for (const pair of hash?.pairs ?? []) {
          assert.ok(rawNames.has(pair.key) && pair.value.type === 'StringLiteral', `${at} ${pair.key}`);
        }
        walk(program);
        return;
      }
      assert.equal(node.type, 'BlockStatement', at);
      const { path, program, inverse } = node as hbs.AST.BlockStatement;
      assert.ok(blocks.has((path as hbs.AST.PathExpression).original), at);
      walk(program);
      walk(inverse);
    };
    walk(Handlebars.parse(text));
  }
});

test('a value that the context lacks is an error, not an empty place', () => {
  const broken = new Map([['a.sql.hbs', 'SELECT {{literal missing}}']]);
  assert.throws(() => renderTemplate(broken, 'a.sql.hbs', {}), /needs a string/);
  const numbers = new Map([['a.sql.hbs', 'SELECT {{literal value}}']]);
  for (const value of [1.5, Number.NaN, 2 ** 60, true, null, ['a']]) {
    assert.throws(() => renderTemplate(numbers, 'a.sql.hbs', { value }), /whole number/);
  }
  assert.throws(() => renderTemplate(numbers, 'a.sql.hbs', { value: 'a\0b' }), /NUL/);
});

const hostile = [
  "'",
  "''",
  '\\',
  "\\'",
  '"',
  '$$',
  '{{literal seed}}',
  '{{{inner}}}',
  '%s',
  '--',
  '/*',
  ';DROP TABLE users;',
  '\n',
  '\u0001',
  '\u202e',
  'ä😀',
  '&amp;<',
  '0x10',
  'NULL',
  "E'\\x41'",
];

test('hostile names and values come back from PostgreSQL as they went in', async (t) => {
  const { client } = await createEmptyDatabase(t);
  const own = new Map([
    ['value.sql.hbs', 'SELECT {{literal value}} AS value'],
    ['name.sql.hbs', 'SELECT s.{{ident name}} FROM (SELECT 1 AS {{ident name}}) AS s'],
  ]);
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.constantFrom(...hostile), { maxLength: 6 }).map((parts) => parts.join('')),
  );
  const value = text.filter((candidate) => !/\0|\p{Surrogate}/u.test(candidate));
  for (const conforming of ['on', 'off']) {
    await client.query(`SET standard_conforming_strings = ${conforming}; SET escape_string_warning = off`);
    const survives = async (candidate: string): Promise<void> => {
      const query = renderTemplate(own, 'value.sql.hbs', { value: candidate });
      const { rows } = await client.query<{ value: string }>(query);
      assert.deepEqual(rows, [{ value: candidate }]);
    };
    for (const candidate of hostile) await survives(candidate);
    await fc.assert(fc.asyncProperty(value, survives), { numRuns: 200 });
  }
  const name = value.filter((candidate) => candidate !== '' && Buffer.byteLength(candidate) <= 63);
  const asName = async (candidate: string): Promise<void> => {
    const { fields } = await client.query(renderTemplate(own, 'name.sql.hbs', { name: candidate }));
    assert.equal(fields[0]?.name, candidate);
  };
  const { rows: keywords } = await client.query<{ word: string }>('SELECT word FROM pg_get_keywords()');
  for (const candidate of [...hostile, ...keywords.map(({ word }) => word)]) await asName(candidate);
  await fc.assert(fc.asyncProperty(name, asName), { numRuns: 200 });
});
