import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderTextTable } from '../../src/render/text-table.ts';
import { questions } from '../../src/render/view/questions.ts';
import { examplePlan } from '../support/plan-builder.ts';
import { render } from './rendered.ts';

test('answers come first in the order in which reviewers ask, everything in full comes after', () => {
  const titles = [...render('text').matchAll(/^(.+)\n=+$/gm)].map(([, title]) => title);
  assert.deepEqual(titles, [
    'In short',
    ...questions.map(([, title]) => title),
    'What was found',
    'What could not be evaluated',
    'Which SQL runs: details',
    'Which rows are left out, and why: details',
    'What it is true for: details',
    'The way back: details',
    'What was found: details',
    'Every step in full',
  ]);
});

test('it fits into 100 columns but for what is copied as it stands', () => {
  const long = 'a word and another '.repeat(20).trim();
  const plan = examplePlan();
  const steps = plan.steps.map((step) => ({ ...step, title: long, reason: long }));
  const findings = plan.findings.map((finding) => ({ ...finding, what: long, why: long, remedy: long }));
  const lines = render('text', { ...plan, steps, findings, assumptions: [long] }).split('\n');
  assert.deepEqual(
    lines.filter((line) => line.length > 100 && !line.startsWith('    ')),
    [],
  );
});

test('numbers are aligned at the right, and what does not fit beside stands below', () => {
  const numbers = {
    kind: 'table',
    head: ['Table', 'Rows'],
    rows: [
      ['users', '1,000'],
      ['a', '7'],
    ],
    numbers: [1],
  } as const;
  assert.deepEqual(renderTextTable(numbers, 40), [
    '  Table   Rows',
    '  -----  -----',
    '  users  1,000',
    '  a          7',
  ]);
  const wide = { kind: 'table', head: ['File', 'sha256'], rows: [['/etc/a', 'x'.repeat(35)]], numbers: [] } as const;
  assert.deepEqual(renderTextTable(wide, 40), [
    '  File    sha256',
    `  ------  ${'-'.repeat(30)}`,
    '  /etc/a',
    `      ${'x'.repeat(35)}`,
  ]);
  const wrapped = {
    kind: 'table',
    head: ['A', 'B'],
    rows: [['1', 'one two three four five six seven eight']],
    numbers: [],
  } as const;
  assert.deepEqual(renderTextTable(wrapped, 36), [
    '  A  B',
    '  -  -------------------------------',
    '  1  one two three four five six',
    '     seven eight',
  ]);
});

test('who cannot log in is said first', () => {
  const logins = { password: 5, provider: 4, both: 3, none: 1000, providers: [] };
  assert.match(render('text', examplePlan({ logins })), /^1,000 of the 1,012 active users cannot log in:/m);
  const nobody = { ...logins, none: 0 };
  assert.match(
    render('text', examplePlan({ logins: nobody })),
    /^Every one of the 12 active users has a way to log in\.$/m,
  );
});

test('an acceptance names who, why and how much', () => {
  const finding = render('text').slice(render('text').indexOf('error, accepted: data/orphan-rows'));
  assert.match(finding, /Accepted: by ada@example\.org, up to 2: They are left out anyway/);
});
