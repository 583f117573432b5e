import assert from 'node:assert/strict';
import { isIP } from 'node:net';
import { test } from 'node:test';
import fc from 'fast-check';
import { readTemplates } from '../../../src/support/read-templates.ts';
import { renderTemplate } from '../../../src/support/templates.ts';
import { createEmptyDatabase } from '../../support/databases.ts';

const { templates } = readTemplates();
const withInet = new Map([...templates, ['sql/inet.sql.hbs', '{{> inet}}']]);
/** For PostgreSQL 16 and newer, and for those before. */
const forms = [true, false].map((hasInputIsValid) => ({
  hasInputIsValid,
  inet: renderTemplate(withInet, 'sql/inet.sql.hbs', { hasInputIsValid }),
}));

/** Texts that are addresses, or nearly. */
const group = fc.oneof(
  { weight: 8, arbitrary: fc.stringMatching(/^[0-9a-fA-F]{1,4}$/) },
  { weight: 1, arbitrary: fc.constantFrom('', '0', 'g', '12345') },
);
const number = fc.oneof(
  { weight: 8, arbitrary: fc.nat(255).map(String) },
  { weight: 1, arbitrary: fc.constantFrom('256', '01', '', '-1', '1e1', 'x') },
);
const ipv4 = fc.array(number, { minLength: 3, maxLength: 5 }).map((numbers) => numbers.join('.'));
const ipv6 = fc
  .tuple(fc.array(group, { maxLength: 9 }), fc.array(group, { maxLength: 5 }), fc.boolean())
  .map(([before, after, isShort]) => (isShort ? `${before.join(':')}::${after.join(':')}` : before.join(':')));
const around = fc.constantFrom('', '', '', '', '', ' ', '\n', '/32', '%eth0', ':443');
const nearly = fc
  .tuple(
    around,
    fc.oneof(
      fc.ipV4(),
      ipv4,
      ipv6,
      ipv4.map((text) => `::ffff:${text}`),
      ipv4.map((text) => `::${text}`),
    ),
    around,
  )
  .map(([before, text, after]) => (before === ' ' || before === '\n' ? before : '') + text + after);

test('an ip is kept where it is an address, and nothing else makes PostgreSQL stop', async (t) => {
  const { client } = await createEmptyDatabase(t);
  const texts = [
    ...[
      '-',
      '',
      'unknown',
      '0.0.0.0',
      '255.255.255.255',
      '256.0.0.1',
      '01.2.3.4',
      '1.2.3',
      '1.2.3.4.5',
      '1.2.3.4\n',
      '::',
      '::1',
      '1::',
      ':1',
    ],
    ...[
      '1:2:3:4:5:6:7:8',
      '1:2:3:4:5:6:7::',
      '::2:3:4:5:6:7:8',
      '1::3:4:5:6:7:8',
      '1:2:3:4:5:6:7:8::',
      '1::2::3',
      '1:2:3:4:5:6:7',
      'FE80::1',
    ],
    ...[
      '::ffff:1.2.3.4',
      '::FFFF:1.2.3.4',
      '::1.2.3.4',
      '::ffff:1.2.3.256',
      '[::1]',
      '127.0.0.1, 10.0.0.1',
      '１.2.3.4',
      '٣.2.3.4',
    ],
    ...fc.sample(nearly, 3000),
  ];
  for (const { inet, hasInputIsValid } of forms) {
    const { rows } = await client.query<{ ip: string; found: string | null }>(
      `SELECT d.ip, (${inet})::text AS found FROM unnest($1::text[]) AS d (ip)`,
      [texts],
    );
    assert.equal(rows.length, texts.length);
    assert.ok(rows.filter(({ found }) => found !== null).length > 100);
    for (const { ip, found } of rows) {
      // A scope belongs to a machine, and inet has none.
      const isAddress = isIP(ip) !== 0 && !ip.includes('%');
      // PostgreSQL itself takes a few forms more, as zeros in front of a number; none of them with a mask or anything around it.
      const isTaken = isAddress || (hasInputIsValid && found !== null && /^[0-9a-f:.]+$/i.test(ip) && ip.includes('.'));
      assert.equal(found !== null, isTaken, JSON.stringify(ip));
    }
  }
});

test('an address within an address, as no server writes it, is kept where PostgreSQL can be asked whether it is one', async (t) => {
  const { client } = await createEmptyDatabase(t);
  for (const { inet, hasInputIsValid } of forms) {
    const { rows } = await client.query(
      `SELECT (${inet})::text AS found FROM (VALUES ('64:ff9b::192.0.2.1')) AS d (ip)`,
    );
    assert.deepEqual(rows, [{ found: hasInputIsValid ? '64:ff9b::c000:201/128' : null }]);
  }
});
