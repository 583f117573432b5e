import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { leastBytes } from '../../src/render/formats.ts';
import { renderMarkdown } from '../../src/render/markdown.ts';
import { shortenSteps } from '../../src/render/shorten/shorten-steps.ts';
import { planView } from '../../src/render/view/plan-view.ts';
import { questions } from '../../src/render/view/questions.ts';
import { examplePlan } from '../support/plan-builder.ts';
import { withoutCode } from './markdown-code.ts';
import { planFullOf, planId, render } from './rendered.ts';

/** Everything that is opened is closed, in order, and tables are as wide everywhere as their heads. */
function assertWhole(markdown: string): void {
  let depth = 0;
  let columns = 0;
  for (const line of withoutCode(markdown).split('\n')) {
    depth += line === '<details>' ? 1 : line === '</details>' ? -1 : 0;
    assert.ok(depth >= 0);
    const bars = line.startsWith('| ') ? line.replaceAll(/\\[\\|]/g, '').split('|').length : 0;
    assert.ok(columns === 0 || bars === 0 || bars === columns, line);
    columns = bars;
  }
  assert.equal(depth, 0);
  assert.ok(markdown.endsWith('\n'));
}

function size(text: string): number {
  return Buffer.byteLength(text);
}

test('outside the folds stands a sentence for each question', () => {
  const outside = withoutCode(render('markdown')).replaceAll(/<details>[\s\S]*?<\/details>\n?/g, '');
  for (const [, title] of questions) assert.match(outside, new RegExp(`## ${title}\n\n[^#\n]`));
  assert.doesNotMatch(outside, /^\|/m);
  assertWhole(render('markdown'));
});

test('a report that fits is whole; else it says at the top what it lacks, in the order that is documented', () => {
  const view = planView(examplePlan(), planId);
  const whole = renderMarkdown(view);
  assert.equal(renderMarkdown(view, { maxBytes: size(whole) }), whole);
  const shorter = renderMarkdown(view, { maxBytes: size(whole) - 1 });
  assert.ok(size(shorter) < size(whole));
  const [, notice = ''] = /^# .*\n\n> (.*)\n/.exec(shorter) ?? [];
  assert.match(notice, /Left out: the SELECTs of the copies.*\. The plan itself holds everything/);
  for (const maxBytes of [8000, 6000, leastBytes]) {
    const [, left = ''] = /Left out: (.*?)\. The plan itself/.exec(renderMarkdown(view, { maxBytes })) ?? [];
    const parts = left.split('; ');
    assert.deepEqual(
      parts,
      shortenSteps.slice(0, parts.length).map(({ without }) => without),
    );
  }
});

test('the plan id, the headline and the contradictions survive every size', () => {
  const errored = examplePlan({ errored: true });
  for (const maxBytes of [leastBytes, 5000, 9000]) {
    const report = renderMarkdown(planView(errored, planId), { maxBytes });
    assert.ok(report.includes(planId));
    assert.match(report, /\*\*This plan cannot be applied/);
    assert.match(report, /## What contradicts itself/);
  }
});

test('every size is kept, whatever the plan holds, and what is left is whole', () => {
  const pieces = [
    '`',
    '````\n',
    '|',
    '</details>',
    '<details>\n',
    '@a',
    '\u202e',
    '😀',
    '\n# ',
    '\\',
    'word ',
    'ä',
    '<!--',
    '-->',
  ];
  const text = fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(
      text,
      fc.integer({ min: leastBytes, max: 80_000 }),
      fc.integer({ min: 1, max: 200 }),
      (piece, maxBytes, times) => {
        const view = planView(planFullOf(piece.repeat(times)), planId);
        const report = renderMarkdown(view, { maxBytes });
        assert.ok(size(report) <= maxBytes);
        assertWhole(report);
        for (const [, title] of questions) assert.ok(report.includes(`\n## ${title}\n`), title);
      },
    ),
    { numRuns: 60 },
  );
});
