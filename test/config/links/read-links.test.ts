import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { readLinks } from '../../../src/config/links/read-links.ts';
import { PlanError } from '../../../src/support/errors.ts';
import { temporaryFolder } from '../../cli/example.ts';

function read(t: TestContext, content: string | Uint8Array) {
  const path = join(temporaryFolder(t), 'links.csv');
  writeFileSync(path, content);
  return readLinks(path).links.map(({ line, user, provider, subject, places }) => ({
    row: [line, user, provider, subject],
    subjectAt: [places.subject.line, places.subject.column],
  }));
}

/** `line:column` and what is said of each problem. */
function problems(t: TestContext, content: string | Uint8Array): readonly string[] {
  try {
    read(t, content);
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    assert.ok(error.problems.every(({ code }) => code === 'LINKS_INVALID'));
    return error.problems.map(
      ({ message, place }) => `${place?.line ?? '-'}:${place?.column ?? '-'} ${message.replace(/^.*links\.csv: /, '')}`,
    );
  }
  throw new assert.AssertionError({ message: 'it was read' });
}

test('quotes, commas, line ends and the mark of byte order are as RFC 4180 and spreadsheets have them', (t) => {
  const content = '\ufeffuser,provider,subject\r\n@a:b,p,"x ""y"", z"\r\n\r\n"@c:b",p,"two\nlines"\n@d:b,,\n';
  assert.deepEqual(read(t, content), [
    { row: [2, '@a:b', 'p', 'x "y", z'], subjectAt: [2, 8] },
    { row: [4, '@c:b', 'p', 'two\nlines'], subjectAt: [4, 10] },
    { row: [6, '@d:b', '', ''], subjectAt: [6, 7] },
  ]);
  assert.deepEqual(read(t, 'user,provider,subject'), []);
});

test('what is no such file is told with its place, all at once', (t) => {
  const head = 'user,provider,subject\n';
  assert.deepEqual(problems(t, ''), ['1:1 its first line is not user,provider,subject.']);
  assert.deepEqual(problems(t, '@a:b,p,s\n'), ['1:1 its first line is not user,provider,subject.']);
  assert.deepEqual(problems(t, `${head}@a:b,p\n@c:b,p,s,more\n`), ['2:1 2 fields, not 3.', '3:1 4 fields, not 3.']);
  assert.deepEqual(problems(t, `${head}@a:b,p"x,s\n@c:b,"p"x,s\n@d:b,p,"s`), [
    '2:6 a quotation mark in a field without quotes.',
    '3:9 something stands between a closing quotation mark and the next comma.',
    '4:8 a quotation mark is never closed.',
  ]);
  assert.deepEqual(problems(t, `${head}@a:b,p,s\0\n`), ['2:8 a NUL character.']);
  assert.deepEqual(problems(t, Uint8Array.of(0x75, 0xff)), ['-:- it is not UTF-8.']);
});

test('at most 1,000 links and 256 KiB', (t) => {
  const links = (count: number): string =>
    ['user,provider,subject', ...Array.from({ length: count }, (_, n) => `@u${n}:b,p,${n}`)].join('\n');
  assert.equal(read(t, links(1000)).length, 1000);
  assert.deepEqual(problems(t, links(1001)), ['-:- it has more than 1000 links.']);
  assert.deepEqual(problems(t, `user,provider,subject\n@a:b,p,${'x'.repeat(262_144)}`), [
    '-:- it has more than 262144 bytes.',
  ]);
});

test('a file that is not there is told', () => {
  assert.throws(() => readLinks('/nowhere/links.csv'), /FILE_UNREADABLE/);
});
