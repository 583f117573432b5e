import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allRules } from '../../src/check/all-rules.ts';
import { renderExplanation, renderExplanationList } from '../../src/render/explanation.ts';
import { formatCount } from '../../src/render/format-count.ts';
import { renderProblems } from '../../src/render/problems.ts';
import { renderReceipt } from '../../src/render/receipt.ts';
import { renderStatus } from '../../src/render/status.ts';
import { wrap } from '../../src/render/wrap.ts';
import { errorCatalog } from '../../src/support/error-catalog.ts';
import { printable } from '../../src/support/printable.ts';

test('a problem has a code, a place, the line with a caret and a remedy', () => {
  const place = { file: '/etc/homeserver.yaml', line: 3, column: 7, key: 'database' };
  const text = renderProblems([
    { code: 'CONFIG_YAML', message: 'a tab\u001b[31m', place, excerpt: '3 | a:\tb\n  |   ^' },
    { code: 'USAGE', message: 'no' },
  ]);
  assert.equal(
    text,
    `error CONFIG_YAML: a tab\\u{1b}[31m
  in /etc/homeserver.yaml:3:7 database
    3 | a:\tb
      |   ^
  remedy: ${errorCatalog.CONFIG_YAML.remedy}

error USAGE: no
  remedy: ${errorCatalog.USAGE.remedy}

2 problems
`,
  );
});

test('everything that has a name can be explained', () => {
  const known = { rules: allRules, errors: errorCatalog };
  const list = renderExplanationList(known);
  for (const id of [...allRules.map((rule) => rule.id), ...Object.keys(errorCatalog)]) {
    assert.ok(list.includes(`  ${id} `), id);
    assert.ok(renderExplanation(id, known)?.startsWith(id), id);
  }
  assert.equal(renderExplanation('toString', known), undefined);
  assert.equal(new Set(allRules.map((rule) => rule.id)).size, allRules.length);
});

test('a receipt says what happened, where it is and what comes next', () => {
  const common = { planId: 'sha256:1', startedAt: '2026-01-01T00:00:00Z', endedAt: '2026-01-01T00:00:09Z' };
  const steps = [{ id: 'copy/users', rows: 12_345, durationMs: 1500 }];
  const text = renderReceipt(
    { ...common, outcome: 'applied', transactionId: '77', steps, files: [{ path: '/a\u001b' }] },
    '/plan.receipt',
    'my plan.yaml',
  );
  for (const part of [
    'Applied',
    'copy/users',
    '12,345 rows',
    '1.50 s',
    '77',
    '/a\\u{1b}',
    '/plan.receipt',
    "syn2mas-plan verify 'my plan.yaml'",
  ])
    assert.ok(text.includes(part), part);
  assert.match(renderReceipt({ ...common, outcome: 'rehearsed', steps, files: [] }, '/r', 'p'), /Nothing has changed/);
});

test('status is one state, what led to it, and one next command', () => {
  const use = { planId: 'sha256:1', event: 'applied', at: '2026-01-01T00:00:00Z', by: 'ada' };
  const text = renderStatus(
    {
      state: 'interrupted',
      planId: 'sha256:1',
      done: [{ what: 'prepare', at: '2026-01-01T00:00:00Z', by: 'ada\u001b' }],
      pointOfNoReturn: 'ahead',
      foreignRows: [],
      losses: [],
      before: [{ id: 'operator/backup', title: 'Make\u001b backups', state: 'unchecked' }],
      pending: ['/homeserver.yaml'],
      cutShort: { command: 'apply', by: 'ada', at: '2026-01-01T00:00:00Z' },
      notAsked: ['no route\u001b to host'],
      journal: [
        { ...use, approvals: [{ identity: 'eve\u001b' }, { identity: 'bob' }], unapproved: null },
        { ...use, approvals: [], unapproved: 'at\u001b night' },
      ],
      files: [{ path: '/homeserver.yaml', phase: 'cutover', state: 'before' }],
      next: 'syn2mas-plan apply PLAN',
    },
    'plan.yaml',
  );
  assert.match(text, /^State: interrupted/);
  assert.match(text, /^Database of MAS: this plan is committed there$/m);
  assert.match(text, /^Cut short: apply of ada, 2026-01-01T00:00:00Z; nothing says how it ended$/m);
  assert.match(text, /^ {2}prepare +2026-01-01T00:00:00Z by ada\\u\{1b\}$/m);
  assert.match(text, /^ {2}\[\?\] operator\/backup: Make\\u\{1b\} backups$/m);
  assert.match(text, /^ {2}no route\\u\{1b\} to host$/m);
  assert.match(text, /^Left half done:\n {2}\/homeserver\.yaml$/m);
  assert.match(text, /applied this plan by ada, approved by eve\\u\{1b\}, bob$/m);
  assert.match(text, /applied this plan by ada, without approvals: at\\u\{1b\} night$/m);
  assert.match(text, /cutover +as before the plan +\/homeserver\.yaml/);
  assert.match(text, /Next: syn2mas-plan apply plan\.yaml\n$/);
});

test('numbers and lines are the same on every machine', () => {
  assert.deepEqual([0, 999, 1000, 1_234_567].map(formatCount), ['0', '999', '1,000', '1,234,567']);
  assert.deepEqual(wrap('one two three', 7), ['one two', 'three']);
  assert.deepEqual(wrap('unbreakable', 3), ['unbreakable']);
  assert.equal(printable('a\nb\tc\u2028'), 'a\\u{a}b\\u{9}c\\u{2028}');
  assert.equal(printable('a\nb\tc', { lines: true }), 'a\nb\tc');
  assert.equal(printable('é 漢 👩 \u{1F469}'), 'é 漢 👩 \u{1F469}');
});
