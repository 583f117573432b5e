import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PlanError } from '../../../src/support/errors.ts';
import { parsePostgresUri } from '../../../src/support/postgres/parse-uri.ts';
import { Secret } from '../../../src/support/secret.ts';

const good: readonly (readonly [uri: string, parameters: Record<string, string>])[] = [
  ['postgresql://', {}],
  ['postgres://localhost', { host: 'localhost' }],
  ['postgres://localhost:5433/mas', { host: 'localhost', port: '5433', dbname: 'mas' }],
  ['postgresql:///mas?host=/run/postgresql', { host: '/run/postgresql', dbname: 'mas' }],
  ['postgres://mas@%2Frun%2Fpostgresql/mas', { host: '/run/postgresql', user: 'mas', dbname: 'mas' }],
  ['postgres://u:p%40ss%2F%3A@h/d', { host: 'h', user: 'u', password: 'p@ss/:', dbname: 'd' }],
  ['postgres://u:p@ss:w#rd@h/d', { host: 'h', user: 'u', password: 'p@ss:w#rd', dbname: 'd' }],
  ['postgres://u:@h', { host: 'h', user: 'u' }],
  ['postgres://[::1]:5433/d', { host: '::1', port: '5433', dbname: 'd' }],
  ['postgres://[2001:db8::1]/d', { host: '2001:db8::1', dbname: 'd' }],
  ['postgres://h1:1,h2:2/d', { host: 'h1,h2', port: '1,2', dbname: 'd' }],
  ['postgres://h1,[::1]:2/d', { host: 'h1,::1', port: ',2', dbname: 'd' }],
  ['postgres://:5433/d', { port: '5433', dbname: 'd' }],
  [
    'postgres://h/d?sslmode=require&application_name=x%20y',
    { host: 'h', dbname: 'd', sslmode: 'require', application_name: 'x y' },
  ],
  ['postgres://h?user=u&password=s&dbname=d&port=7', { host: 'h', user: 'u', password: 's', dbname: 'd', port: '7' }],
  ['postgres://h/d?ssl=true', { host: 'h', dbname: 'd', sslmode: 'require' }],
  [
    'postgres://h?ssl-mode=verify-ca&ssl-ca=/ca&ssl-cert=/c&ssl-key=/k',
    { host: 'h', sslmode: 'verify-ca', sslrootcert: '/ca', sslcert: '/c', sslkey: '/k' },
  ],
  [
    'postgres://h?ssl-root-cert=/ca&statement-cache-capacity=0',
    { host: 'h', sslrootcert: '/ca', 'statement-cache-capacity': '0' },
  ],
  [
    'postgres://h?options[search_path]=a%20b&options[geqo]=off',
    { host: 'h', options: '-c search_path=a\\ b -c geqo=off' },
  ],
  ['postgres://h?options=-c%20geqo%3Doff', { host: 'h', options: '-c geqo=off' }],
];

for (const [uri, expected] of good) {
  test(`${uri} is read as libpq and sqlx read it`, () => {
    const shown = Object.entries(parsePostgresUri(uri, 'uri')).map(([keyword, value]) => {
      assert.equal(value instanceof Secret, keyword === 'password');
      return [keyword, value instanceof Secret ? value.reveal() : value];
    });
    assert.deepEqual(Object.fromEntries(shown), expected);
  });
}

const bad = [
  'mysql://hunter2@h/d',
  'hunter2',
  'postgres:/hunter2',
  'postgres://u:hunter2%zz@h/d',
  'postgres://u:hunter2%00@h/d',
  'postgres://u:hunter2%ff@h/d',
  'postgres://u:hunter2:x/y@h/d',
  'postgres://u:1?hunter2@h/d',
  'postgres://u:1?x=hunter2=@h/d',
  'postgres://u:1?hunt/er2=@h/d',
  'postgres://u@::1/hunter2',
];

for (const uri of bad) {
  test(`${uri} is refused without showing any of it`, () => {
    assert.throws(
      () => parsePostgresUri(uri, 'database.uri'),
      (error) => {
        assert.ok(error instanceof PlanError);
        assert.equal(error.problems[0]?.code, 'DATABASE_SETTINGS');
        assert.doesNotMatch(JSON.stringify(error.problems) + error.stack, /hunt/);
        return true;
      },
    );
  });
}
