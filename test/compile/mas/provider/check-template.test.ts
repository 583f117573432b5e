import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkTemplate } from '../../../../src/compile/mas/provider/check-template.ts';

const known: readonly string[] = [
  '{{ user.sub }}',
  "{{ user.email.split('@')[0] }}",
  "{{ user.get('a', '') | replace('.', '-') | upper }}",
  '{% if user.a is defined and user.b is not none %}{{ user.a | default("x | y.zfill()") }}{% endif %}',
  '{# user.a | nothing #}a.b() is nowhere | code',
  '{% filter lower %}{{ user.a }}{% endfilter %}',
  '{{ 7 % 4 }}',
];

for (const template of known) {
  test(`MAS takes ${template} as it is`, () => {
    assert.deepEqual(checkTemplate(template), { template, unknown: [] });
  });
}

/** What Jinja knows and MAS does not. */
const unknown: readonly (readonly [template: string, ...unknown: readonly string[]])[] = [
  ["{{ user.email.rsplit('@', 1)[0] }}", '.rsplit()'],
  ['{{ user.a | center(4) }}{{ user.b | center }}', '| center'],
  ['{{ user.a | wordcount }}', '| wordcount'],
  ['{{ user.a | truncate(20) }}', '| truncate'],
  ['{% filter urlize %}{{ user.a }}{% endfilter %}', '| urlize'],
  ['{% if user.a is callable %}{{ user.a.zfill(3) }}{% endif %}', 'is callable', '.zfill()'],
  ['{{ "%s!" % user.a }}', '% after a string'],
];

for (const [template, ...names] of unknown) {
  test(`MAS does not know all of ${template}`, () => {
    assert.deepEqual(checkTemplate(template).unknown, names);
  });
}

test("the filter that Synapse adds becomes one of MAS's", () => {
  assert.deepEqual(checkTemplate('{{ user.a|localpart_from_email }}-{{ user.b | localpart_from_email | upper }}'), {
    template: "{{ user.a | split('@') | first }}-{{ user.b | split('@') | first | upper }}",
    unknown: [],
  });
});
