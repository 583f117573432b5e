import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyForNull, inLowerCase, withoutMargins } from '../../../../src/compile/mas/provider/adapt-template.ts';

test('a name becomes lower case, whatever the template is', () => {
  const rows: readonly (readonly [template: string, lower: string])[] = [
    ['{{ user.a }}', '{{ user.a | lower }}'],
    ['{{user.a|lower}}', '{{user.a|lower}}'],
    ['{{ user.a.lower() }}', '{{ user.a.lower() }}'],
    ["{{ user['a-b'].c }}", "{{ user['a-b'].c | lower }}"],
    ["{{ user.a.split('@')[0] | upper }}", "{{ user.a.split('@')[0] | upper | lower }}"],
    ["{{ user.a ~ '.' ~ user.b }}", "{{ (user.a ~ '.' ~ user.b) | lower }}"],
    ['{{ user.a if user.a else user.b }}', '{{ (user.a if user.a else user.b) | lower }}'],
    ['{{ user.a }}.{{ user.b }}', '{% filter lower %}{{ user.a }}.{{ user.b }}{% endfilter %}'],
    ['{{- user.a -}}', '{% filter lower %}{{- user.a -}}{% endfilter %}'],
    ['{{ user.a }}}', '{% filter lower %}{{ user.a }}}{% endfilter %}'],
    ['X', '{% filter lower %}X{% endfilter %}'],
  ];
  for (const [template, lower] of rows) assert.equal(inLowerCase(template), lower);
});

test('white space around the result goes, and only that', () => {
  const rows: readonly (readonly [template: string, trimmed: string])[] = [
    ['\n {{ user.a }}\n', '{{ user.a }}'],
    ['{{ user.a }} {{ user.b }}', '{{ user.a }} {{ user.b }}'],
    ['{% if user.a %}{{ user.a }}{% endif %}', '{% if user.a %}{{ user.a }}{% endif %}'],
    ['{%- if user.a -%} {{ user.a }} {%- endif -%}', '{%- if user.a -%} {{ user.a }} {%- endif -%}'],
    [
      '{% if user.a %}\n  {{ user.a }}\n{% endif %}\n',
      '{% filter trim %}{% if user.a %}\n  {{ user.a }}\n{% endif %}{% endfilter %}',
    ],
  ];
  for (const [template, trimmed] of rows) assert.equal(withoutMargins(template), trimmed);
});

test('a claim that may be null becomes nothing', () => {
  assert.equal(emptyForNull('{{ user.a.b }}'), "{{ user.a.b or '' }}");
  assert.equal(emptyForNull('{{ user.a | upper }}'), '{{ user.a | upper }}');
  assert.equal(emptyForNull('{{ user.a }} {{ user.b }}'), '{{ user.a }} {{ user.b }}');
});
