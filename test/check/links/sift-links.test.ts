import assert from 'node:assert/strict';
import { test } from 'node:test';
import { siftLinks } from '../../../src/check/links/sift-links.ts';
import type { GivenLink } from '../../../src/config/links/read-links.ts';

function link(line: number, user: string, provider: string, subject: string): GivenLink {
  const place = (column: number) => ({ file: '/links.csv', line, column });
  return { line, user, provider, subject, places: { user: place(1), provider: place(2), subject: place(3) } };
}

function sift(...links: readonly GivenLink[]) {
  const { usable, findings } = siftLinks(links, ['oidc-a', 'oidc-b']);
  return {
    usable: usable.map(({ line }) => line),
    findings: findings.map(({ id, severity, where }) => [id, severity, where[0]?.line, where[0]?.column]),
  };
}

test('links of different users, providers and subjects are usable', () => {
  const links = [link(2, '@a:x', 'oidc-a', '1'), link(3, '@a:x', 'oidc-b', '1'), link(4, '@b:x', 'oidc-a', '2')];
  assert.deepEqual(sift(...links), { usable: [2, 3, 4], findings: [] });
});

test('each field that is empty is told at its place', () => {
  assert.deepEqual(sift(link(2, '', 'oidc-a', '')), {
    usable: [],
    findings: [
      ['links/empty-field', 'error', 2, 1],
      ['links/empty-field', 'error', 2, 3],
    ],
  });
});

test('a provider that MAS lacks is told with those that it has', () => {
  assert.deepEqual(sift(link(2, '@a:x', 'a', '1')), {
    usable: [],
    findings: [['links/unknown-provider', 'error', 2, 2]],
  });
  assert.match(siftLinks([link(2, '@a:x', 'a', '1')], ['oidc-a']).findings[0]?.what ?? '', /it has oidc-a/);
});

test('one subject for two users is an error of both lines', () => {
  assert.deepEqual(sift(link(2, '@a:x', 'oidc-a', '1'), link(3, '@b:x', 'oidc-a', '1')), {
    usable: [],
    findings: [
      ['links/subject-twice', 'error', 2, 3],
      ['links/subject-twice', 'error', 3, 3],
    ],
  });
});

test('a line that is repeated counts once; a second subject is told and counts', () => {
  const links = [link(2, '@a:x', 'oidc-a', '1'), link(3, '@a:x', 'oidc-a', '1'), link(4, '@a:x', 'oidc-a', '2')];
  assert.deepEqual(sift(...links), {
    usable: [2, 4],
    findings: [
      ['links/repeated', 'warning', 3, 1],
      ['links/second-subject', 'warning', 4, 3],
    ],
  });
});
