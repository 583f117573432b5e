import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PlanFormat } from '../../src/render/render-plan.ts';
import { withoutCode } from './markdown-code.ts';
import { planFullOf, render } from './rendered.ts';

// A plan comes from anybody until somebody has approved it; nothing in it may act on those who look at it.
const forPeople: readonly PlanFormat[] = ['text', 'markdown', 'html', 'sql', 'runbook'];

test('no report holds a character that a terminal obeys or a reader cannot see', () => {
  const plan = planFullOf('\u0007\u001b]0;title\u001b[2J\u009b1m\u202e\u2066\u200b\ufeff\u{e0041}\r');
  for (const format of [...forPeople, 'json', 'sarif'] as const) {
    assert.doesNotMatch(render(format, plan).replaceAll(/[\n\t]/g, ''), /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u, format);
  }
  assert.deepEqual(JSON.parse(render('json', plan)).plan, plan);
});

test('nothing gets out of its element in HTML', () => {
  const names = (html: string): readonly string[] =>
    [...new Set([...html.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, name = '']) => name))].sort();
  const html = render(
    'html',
    planFullOf(`\n</code></pre></details></style><script>alert(1)</script>"'><img src=x onerror=y>`),
  );
  assert.deepEqual(names(html), names(render('html')));
  assert.doesNotMatch(html, /<[^>]*(onerror|src)=[^>]*>/);
});

test('nothing becomes Markdown, HTML, a link or a mention in Markdown', () => {
  const hostile =
    '`x` | **b** _i_ [a](javascript:b) ![c](d) ~~s~~ $m$ <b>h</b> @team #12 https://a.example www.b.example &lt;';
  const markdown = render('markdown', planFullOf(`${hostile}\n\`\`\`\`\n# Heading\n<script>`));
  const outside = withoutCode(markdown);
  const alive = [/<(?!!-- -->|\/?details>|\/?summary>)/, /@(?!<!-- -->)/, /#\d/, /https?:\/\//, /www\.b/];
  for (const line of outside.split('\n')) for (const pattern of alive) assert.doesNotMatch(line, pattern);
  const inside = outside.split('\n').filter((line) => !line.startsWith('<summary>'));
  // The id of the plan, strong labels and the bars of tables are the report's own.
  const own = /^Plan id: `[^`]*`$|^- \*\*[^*\\]+:\*\*|^\*\*|\*\*$|^\||(?<= )\|(?= |$)/g;
  for (const line of inside) assert.doesNotMatch(line.replaceAll(own, ''), /(?<!\\)[`*_[\]|~$]/, line);
  assert.ok(outside.includes('&amp;lt;'));
});

test('a line of a removed file header looks like what it is', () => {
  const plan = planFullOf('');
  const diff = '--- /a\n+++ /a\n@@ -1 +1 @@\n--- comment\n+++ plus\n';
  const steps = plan.steps.map((step) => (step.kind === 'file' ? { ...step, diff } : step));
  const html = render('html', { ...plan, steps });
  assert.ok(html.includes('<span class="place">--- /a</span>'));
  assert.ok(html.includes('<span class="removed">--- comment</span>'));
  assert.ok(html.includes('<span class="added">+++ plus</span>'));
});

test('what apply writes is shown beside the diff, which it does not read', () => {
  const plan = planFullOf('');
  const edits = [{ offset: 1234, length: 56, insert: 'enable_registration_without_verification: true' }];
  const steps = plan.steps.map((step) => (step.kind === 'file' ? { ...step, edits } : step));
  for (const format of ['text', 'markdown', 'html'] as const) {
    const report = render(format, { ...plan, steps });
    assert.match(report, /At byte 1,234: remove 56 bytes, insert/);
    assert.ok(report.includes('enable_registration_without_verification: true'), format);
  }
});
