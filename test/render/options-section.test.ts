import assert from 'node:assert/strict';
import { test } from 'node:test';
import { optionsSections } from '../../src/render/view/options-section.ts';
import { examplePlan } from '../support/plan-builder.ts';
import { render } from './rendered.ts';

const file = '/etc/matrix-synapse/homeserver.yaml';
const plan = {
  ...examplePlan(),
  options: [
    {
      key: 'bcrypt_rounds',
      action: 'left' as const,
      to: 'passwords.schemes',
      reason: 'REASON-LEFT',
      where: [{ file, line: 9, column: 1, key: 'bcrypt_rounds' }],
    },
    {
      key: 'matrix_authentication_service.enabled',
      action: 'set' as const,
      to: 'true',
      reason: 'REASON-SET',
      where: [],
    },
    {
      key: 'enable_registration',
      action: 'moved' as const,
      to: 'account.password_registration_enabled',
      reason: 'REASON-MOVED',
      where: [
        { file, line: 3, column: 1 },
        { file: '/etc/matrix-synapse/conf.d/b.yaml', line: 4, column: 1 },
      ],
    },
    { key: 'session_lifetime', action: 'removed' as const, reason: 'REASON-REMOVED', where: [{ file, line: 5 }] },
  ],
};

test('what changes comes first; each row says what happens, every place and why', () => {
  const [section] = optionsSections(plan);
  const [changed, left] = [section?.blocks[0], section?.parts[0]?.blocks[0]];
  assert.ok(changed?.kind === 'table' && left?.kind === 'table');
  assert.deepEqual(
    [...changed.rows, ...left.rows],
    [
      ['session_lifetime', 'removed', `${file}:5`, 'REASON-REMOVED'],
      [
        'enable_registration',
        'moved to account.password_registration_enabled of MAS',
        `${file}:3:1, /etc/matrix-synapse/conf.d/b.yaml:4:1`,
        'REASON-MOVED',
      ],
      ['matrix_authentication_service.enabled', 'set to true', 'nowhere yet', 'REASON-SET'],
      ['bcrypt_rounds', 'left; from then on passwords.schemes of MAS', `${file}:9:1`, 'REASON-LEFT'],
    ],
  );
});

test('every report for people has the section', () => {
  for (const format of ['text', 'markdown', 'html'] as const) {
    const text = render(format, plan);
    assert.match(text, /What happens to each option/i, format);
    for (const { reason } of plan.options) assert.ok(text.includes(reason), `${format}: ${reason}`);
  }
});

test('what a configuration calls its options is no markup', () => {
  const hostile = plan.options.map((option) => ({ ...option, key: '<script>1</script>', reason: '<img src=x>' }));
  assert.doesNotMatch(render('html', { ...plan, options: hostile }), /<script>1|<img src=x>/);
});

test('a plan without options has no such section', () => {
  assert.deepEqual(optionsSections(examplePlan()), []);
});
