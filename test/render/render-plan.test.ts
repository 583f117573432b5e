import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Plan } from '../../src/plan/types.gen.ts';
import { examplePlan, hostileUser } from '../support/plan-builder.ts';
import { planId, render } from './rendered.ts';

/** The text of a report without what its format adds. */
function plain(format: 'text' | 'markdown' | 'html', plan?: Plan): string {
  const text = render(format, plan);
  const entities = {
    '&lt;': '<',
    '&gt;': '>',
    '&quot;': '"',
    '&#x27;': "'",
    '&#x60;': '`',
    '&#x3D;': '=',
    '&amp;': '&',
  };
  const markup = { text: /$^/g, markdown: /<!-- -->/g, html: /<[^>]+>/g }[format];
  const decoded = text
    .replaceAll(/<\/?span[^>]*>/g, '')
    .replaceAll(markup, format === 'html' ? ' ' : '')
    .replaceAll(/&[#\w]+;/g, (entity) => entities[entity as keyof typeof entities] ?? entity);
  return (format === 'markdown' ? decoded.replaceAll(/\\([\\`*_[\]#|~$])/g, '$1') : decoded).replaceAll(/\s+/g, ' ');
}

for (const format of ['text', 'markdown', 'html'] as const) {
  test(`${format} answers every question of a reviewer`, () => {
    const plan = examplePlan();
    const text = plain(format);
    const expected = [
      planId,
      ...plan.findings.flatMap(({ id, what, remedy, why }) => [id, what, remedy, why]),
      ...plan.findings.flatMap(({ acceptance }) => (acceptance ? [acceptance.by, acceptance.reason] : [])),
      ...plan.summary.files,
      ...plan.summary.tables.map(({ table }) => table),
      ...plan.accounting.flatMap(({ skipped }) =>
        skipped.filter(({ rows }) => rows > 0).flatMap(({ reason, meaning }) => [reason, meaning]),
      ),
      ...plan.steps.flatMap((step) => [step.id, step.title]),
      ...plan.steps.flatMap((step) => ('sql' in step ? [step.sql] : 'select' in step ? [step.select] : [])),
      ...plan.steps.flatMap((step) =>
        step.kind === 'operator' ? [step.instructions] : step.kind === 'file' ? [step.diff] : [],
      ),
      ...plan.undo.map(({ title }) => title),
      ...plan.assumptions,
      plan.summary.pointOfNoReturn,
      plan.source.database.fingerprint,
      plan.target.database.fingerprint,
      ...[...plan.source.configFiles, ...plan.target.configFiles].flatMap(({ path, sha256 }) => [path, sha256]),
    ].map((part) => part.trim().replaceAll(/\s+/g, ' '));
    // A table of a terminal breaks a long cell into lines between other cells: its words are all there.
    const has = (part: string): boolean =>
      text.includes(part) || (format === 'text' && part.split(' ').every((word) => text.includes(word)));
    assert.deepEqual(
      expected.filter((part) => !has(part)),
      [],
    );
  });
}

test('what others wrote cannot act in any report', () => {
  assert.ok(examplePlan().findings.some(({ samples }) => samples?.includes(hostileUser)));
  for (const format of ['text', 'markdown', 'html', 'sql'] as const) {
    const text = render(format);
    assert.doesNotMatch(text.replaceAll(/[\n\t]/g, ''), /[\p{Cc}\p{Cf}]/u, format);
  }
  assert.doesNotMatch(render('html'), /<img|onerror=[^&]*"/);
  const line =
    render('markdown')
      .split('\n')
      .find((candidate) => candidate.includes('hostile')) ?? '';
  assert.doesNotMatch(line, /(?<!\\)[`|]|<(?!!-- -->)|@(?!<!-- -->)/);
});

test('html needs no network and no script, and closes what it opens', () => {
  const html = render('html');
  assert.doesNotMatch(html, /<script|<link|@import|url\(|\ssrc=|href="(?!#)/);
  const open: string[] = [];
  for (const [, close, name = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)\b[^>]*>/g)) {
    if (['meta', 'br'].includes(name)) continue;
    if (close) assert.equal(open.pop(), name);
    else open.push(name);
  }
  assert.deepEqual(open, []);
  const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  assert.equal(new Set(ids).size, ids.length);
  for (const [, target] of html.matchAll(/href="#([^"]*)"/g)) assert.ok(ids.includes(target), target);
});

test('a line of a diff says by its sign what its colour says', () => {
  const html = render('html');
  assert.match(html, /<span class="added">\+[^+]/);
  assert.match(html, /<span class="removed">-[^-]/);
});

test('an errored plan says that it cannot be applied, in every report for people', () => {
  const plan = { ...examplePlan(), errored: true };
  for (const format of ['text', 'markdown', 'html'] as const)
    assert.match(plain(format, plan), /This plan cannot be applied/);
  for (const format of ['text', 'markdown', 'html'] as const) assert.doesNotMatch(plain(format), /cannot be applied/);
});

test('json is the plan with its id', () => {
  assert.deepEqual(JSON.parse(render('json')), { formatVersion: '1.0', planId, plan: examplePlan() });
});

test('of sql only what runs on MAS is not a comment', () => {
  const plan = examplePlan();
  const code = render('sql')
    .split('\n')
    .filter((line) => !line.startsWith('--'))
    .join('\n');
  const comments = render('sql')
    .split('\n')
    .filter((line) => line.startsWith('--'))
    .map((line) => line.slice(3))
    .join('\n');
  for (const step of plan.steps) {
    if (step.kind === 'sql') assert.ok(code.includes(step.sql.trim()), step.id);
    if (step.kind === 'copy') {
      assert.ok(comments.includes(step.select.trim()), step.id);
      assert.ok(!code.includes(step.select.trim()), step.id);
    }
  }
});

test('sarif has a result and a rule for each finding, with its place', () => {
  const plan = examplePlan();
  const { version, runs } = JSON.parse(render('sarif'));
  assert.equal(version, '2.1.0');
  const [{ tool, results }] = runs;
  assert.deepEqual(
    results.map(({ ruleId }: { ruleId: string }) => ruleId),
    plan.findings.map(({ id }) => id),
  );
  for (const result of results) assert.equal(tool.driver.rules[result.ruleIndex].id, result.ruleId);
  const levels = { error: 'error', warning: 'warning', info: 'note' };
  assert.deepEqual(
    results.map(({ level }: { level: string }) => level),
    plan.findings.map(({ severity, outcome }) => (outcome ? 'none' : levels[severity])),
  );
  const [file] = results.flatMap(({ locations }: { locations: { physicalLocation?: unknown }[] }) =>
    locations.flatMap((location) => location.physicalLocation ?? []),
  );
  assert.deepEqual(file, {
    artifactLocation: { uri: 'file:///etc/matrix-synapse/homeserver.yaml' },
    region: { startLine: 47, startColumn: 1 },
  });
  const fingerprints = results.map((result: { partialFingerprints: object }) =>
    JSON.stringify(result.partialFingerprints),
  );
  assert.equal(new Set(fingerprints).size, results.length);
});

test('the same plan gives the same bytes', () => {
  for (const format of ['text', 'markdown', 'html', 'json', 'sql', 'sarif'] as const) {
    assert.equal(render(format), render(format), format);
    assert.ok(render(format).endsWith('\n'), format);
  }
});
