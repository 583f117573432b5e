import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { examplePlan } from '../support/plan-builder.ts';
import { render } from './rendered.ts';

const html = render('html');

test('headings are in order, links reach their place, boxes that scroll have a name', () => {
  const levels = [...html.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
  assert.equal(levels[0], 1);
  assert.ok(levels.every((level, index) => level > 1 === index > 0 && level <= (levels[index - 1] ?? 0) + 1));
  assert.match(html, /^<!DOCTYPE html>\n<html lang="en">/);
  const sections = [...html.matchAll(/<h2 id="([^"]*)"/g)].map(([, id]) => id);
  const contents = html.slice(html.indexOf('<nav'), html.indexOf('</nav>'));
  assert.deepEqual(['in-short', ...[...contents.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id)], sections);
  for (const [box] of html.matchAll(/<[^>]*tabindex="0"[^>]*>/g)) assert.match(box, /role="group" aria-label="[^"]+"/);
  for (const [cell] of html.matchAll(/<th\b[^>]*>/g)) assert.match(cell, /scope="col"/);
});

test('a long table is folded, a short one is not', () => {
  const assumptions = Array.from({ length: 51 }, (_, index) => `assumption ${index}`);
  const undo = assumptions.map((title) => ({ id: 'undo/a', kind: 'sql' as const, title, sql: 'TRUNCATE users' }));
  assert.match(render('html', examplePlan({ undo })), /<details><summary>51 rows<\/summary>\s*<div class="wide"/);
  assert.doesNotMatch(render('html', examplePlan({ undo: undo.slice(1) })), /\d rows<\/summary>/);
});

test('it asks nothing of the network', () => {
  assert.doesNotMatch(html, /<(script|link|iframe|object|embed|img|form|base)\b|@import|url\(|\bsrc=/);
  const [, style = ''] = /<style>([\s\S]*)<\/style>/.exec(html) ?? [];
  const digest = createHash('sha256').update(style).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`;
  const written = policy.replaceAll("'", '&#x27;').replaceAll('=', '&#x3D;');
  assert.deepEqual(
    [...html.matchAll(/<meta http-equiv="[^"]*" content="([^"]*)">/g)].map(([, content]) => content),
    [written],
  );
  assert.doesNotMatch(html.slice(0, html.indexOf('<body>')), /https?:/);
});

test('texts are readable on their papers, in the light, in the dark and in print (WCAG 2.2 AA)', () => {
  const themes = [...html.matchAll(/:root \{([^}]*)\}/g)].map(([, body = '']) =>
    Object.fromEntries([...body.matchAll(/--([a-z-]+): (#[0-9a-f]+)/g)].map(([, name, colour]) => [name, colour])),
  );
  assert.equal(themes.length, 3);
  const pairs = [
    ...['ink', 'link', 'quiet'].map((text) => [text, 'paper']),
    ...['ink', 'good', 'bad', 'quiet'].map((text) => [text, 'soft']),
    ['good', 'good-paper'],
    ...['word', 'good', 'quiet'].map((text) => [text, 'soft']),
    ['bad', 'bad-paper'],
    ['ink', 'good-paper'],
    ['ink', 'bad-paper'],
  ] as const;
  for (const theme of themes) {
    for (const [text = '', paper = ''] of pairs) {
      const ratio = contrast(theme[text] ?? '', theme[paper] ?? '');
      assert.ok(ratio >= 4.5, `${text} on ${paper}: ${ratio.toFixed(2)}`);
    }
  }
});

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const hex = colour.length === 4 ? colour.replaceAll(/[0-9a-f]/g, '$&$&') : colour;
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const part = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
