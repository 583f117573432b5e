import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderFindings } from '../../src/render/findings.ts';
import { examplePlan } from '../support/plan-builder.ts';
import { render } from './rendered.ts';

const plan = examplePlan();

for (const format of ['text', 'markdown', 'html'] as const) {
  test(`${format}: which bridges break, why, and what to change`, () => {
    const report = render(format, plan);
    // Markdown escapes a few of the characters, and text breaks lines.
    const text = report.replaceAll('\\', '').replaceAll('<!-- -->', '').replaceAll(/\s+/g, ' ');
    for (const fact of [
      'Of 2 application services 1 break at once',
      'breaks at once',
      'It encrypts, and logs in.',
      '1,234',
      '2026-01-30',
      'Set encryption.msc4190: true.',
      '/data/irc.yaml',
      'not known',
      'belong to telegram, which is not registered',
      'ends in bot',
    ])
      assert.ok(text.includes(fact), `${fact} is missing`);
    assert.ok(!report.includes('\u001b[2J'));
  });
}

test('a plan without registrations says so, and one that does not say, too', () => {
  const none = { services: [], unregistered: [], lookalikes: [] };
  assert.match(render('text', examplePlan({ appservices: none })), /None that is known: homeserver\.yaml registers no/);
  const { appservices: _, ...silent } = plan;
  assert.match(render('text', silent), /This plan does not say\./);
});

test('without samples no user id stands there', () => {
  const { appservices } = plan;
  assert.ok(appservices);
  const discreet = { ...plan, choices: { ...plan.choices, samples: false } };
  const report = render('markdown', { ...discreet, findings: [] });
  assert.match(report, /belong to telegram/);
  assert.doesNotMatch(report, /tg_1/);
});

test('check tells it in its text and holds it in its JSON', () => {
  const { source, findings, appservices } = plan;
  assert.ok(appservices);
  const report = { serverName: source.serverName, findings, appservices };
  const text = renderFindings('text', report);
  assert.match(text, /^ {2}signal +breaks at once, 1,234 users$/m);
  assert.match(text, /^ {2}\/data\/irc\.yaml +not known, 0 users$/m);
  assert.deepEqual(JSON.parse(renderFindings('json', report)).appservices, appservices);
  const none = { ...report, appservices: { ...appservices, services: [] } };
  assert.doesNotMatch(renderFindings('text', none), /application service/);
});
