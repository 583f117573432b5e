import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planView } from '../../src/render/view/plan-view.ts';
import { questions } from '../../src/render/view/questions.ts';
import { examplePlan } from '../support/plan-builder.ts';
import { planId, render } from './rendered.ts';

const plans = {
  'a plan': examplePlan(),
  'an errored plan': examplePlan({
    errored: true,
    findings: examplePlan().findings.map(({ acceptance: _, ...open }) => open),
  }),
  'a plan with nothing in it': examplePlan({
    findings: [],
    steps: [],
    undo: [],
    assumptions: [],
    accounting: [],
    verification: [],
  }),
};

for (const [what, plan] of Object.entries(plans)) {
  test(`${what}: twelve questions first, in the same order in every report, each answered`, () => {
    const sections = planView(plan, planId).sections.filter(({ id }) => id !== 'contradictions');
    assert.deepEqual(
      sections.slice(0, 12).map(({ id, title }) => [id, title]),
      questions,
    );
    for (const { id, short } of sections.slice(0, 12)) assert.ok(short, id);
    for (const format of ['text', 'markdown', 'html'] as const) {
      const report = render(format, plan);
      const heading = {
        text: (t: string) => `\n${t}\n=`,
        markdown: (t: string) => `\n## ${t}\n`,
        html: (t: string) => `>${t}</h2>`,
      }[format];
      const places = questions.map(([, title]) => report.indexOf(heading(title)));
      assert.ok(
        places.every((place, index) => place > (places[index - 1] ?? 0)),
        `${format}: ${places}`,
      );
    }
  });
}

test('who accepted what stands under its question, with what nobody accepted', () => {
  const text = render('text').replaceAll(/\s+/g, ' ');
  const answer = text.slice(text.lastIndexOf('What was accepted'), text.lastIndexOf('What it is true for ='));
  assert.match(answer, /data\/orphan-rows/);
  assert.match(answer, /ada@example\.org/);
  assert.match(answer, /Nobody has accepted 1 warning, 1 that could not be evaluated\./);
  assert.match(render('text', examplePlan({ findings: [] })), /Nothing\. No error and no warning is left\./);
});

test('errors and warnings that nobody accepted stand above the first answer', () => {
  for (const format of ['text', 'markdown', 'html'] as const) {
    const report = render(format);
    const head = report.slice(0, report.indexOf(questions[0][1])).replaceAll('\\', '');
    assert.match(head, /warning synapse\/enable-registration: enable_registration is set\./, format);
    assert.doesNotMatch(head, /orphan-rows/, format);
  }
});

test('what could not be evaluated stands with what was not checked', () => {
  const text = render('text').replaceAll(/\s+/g, ' ');
  const { id, what } = examplePlan().findings.find(({ outcome }) => outcome === 'unevaluated') ?? assert.fail();
  const answer = text.slice(text.lastIndexOf('What was not checked'), text.lastIndexOf('What was found'));
  assert.ok(answer.includes(`- ${id}: ${what}`), answer);
});
