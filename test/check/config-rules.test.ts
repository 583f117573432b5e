import assert from 'node:assert/strict';
import { test } from 'node:test';
import { configRules } from '../../src/check/config-rules.ts';

test('every rule has an id of its own that a plan may hold, and tells where it comes from', () => {
  const ids = configRules.map((rule) => rule.id);
  assert.equal(new Set(ids).size, ids.length);
  for (const rule of configRules) {
    assert.match(rule.id, /^[a-z]+\/[a-z0-9-]+$/);
    assert.ok(rule.learntFrom.length > 0, rule.id);
    for (const text of [rule.title, rule.why, rule.remedy]) assert.ok(text.length > 10, rule.id);
  }
});
