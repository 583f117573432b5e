import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import type { Plan } from '../../src/plan/types.gen.ts';
import { planFullOf, render } from '../render/rendered.ts';
import { examplePlan } from '../support/plan-builder.ts';
import { type Browser, startBrowser } from './chromium.ts';

let browser: Browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const plans: Readonly<Record<string, Plan>> = {
  'a plan': examplePlan(),
  'an errored plan': examplePlan({
    errored: true,
    findings: examplePlan().findings.map(({ acceptance: _, ...open }) => open),
  }),
  'long words and lines': planFullOf(` ${'x'.repeat(3000)} ${'word '.repeat(300)}`),
  'hostile content': planFullOf(
    `</code></pre></details><script>alert(1)</script><img src=https://a.example/x onerror=alert(2)><style>*{display:none}</style><a href="javascript:alert(3)">a</a>"'\u202e\n\n`,
  ),
};

for (const [what, plan] of Object.entries(plans)) {
  for (const width of [360, 1280]) {
    for (const dark of [false, true]) {
      test(`${what}, ${width} wide, ${dark ? 'dark' : 'light'}: nothing overflows, nothing is asked for, everybody can use it`, async () => {
        const { page, requests, messages } = await browser.open(render('html', plan), { width, dark });
        await fits(page);
        await isAccessible(page);
        await page.evaluate(() => {
          for (const details of document.querySelectorAll('details')) details.open = true;
        });
        await fits(page);
        await isAccessible(page);
        assert.deepEqual([requests, messages], [[], []]);
      });
    }
  }
}

test('dark and light differ, and the reader decides', async () => {
  const paper = (page: Page): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const [light, dark] = await Promise.all(
    [false, true].map(async (isDark) => paper((await browser.open(render('html'), { dark: isDark })).page)),
  );
  assert.notEqual(light, dark);
});

test('the keyboard reaches every fold and box, from the first on, and opens them', async () => {
  const { page } = await browser.open(render('html'));
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Skip to the answers');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => location.hash), '#main');
  const folds = await page.locator('summary').count();
  const boxes = await page.locator('[tabindex="0"]').count();
  assert.ok(folds > 10 && boxes > 5);
  let reached = 0;
  let scrolled = 0;
  for (let presses = 0; presses < folds + boxes + 5; presses += 1) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => document.activeElement?.tagName);
    if (name === 'SUMMARY') {
      reached += 1;
      await page.keyboard.press('Enter');
    } else if (name === 'DIV') scrolled += 1;
  }
  // Folds that were opened on the way bring their own boxes.
  assert.equal(reached, folds);
  assert.ok(scrolled > 5);
  assert.equal(await page.locator('details[open]').count(), await page.locator('details').count());
});

test('paper shows what is folded', async () => {
  const { page } = await browser.open(render('html'));
  const closed = pagesIn(await page.pdf());
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  const open = pagesIn(await page.pdf());
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.remove();
  });
  assert.deepEqual([closed, closed > pagesIn(await page.pdf())], [open, true]);
});

async function fits(page: Page): Promise<void> {
  const [wide, room] = await page.evaluate(() => {
    const root = document.documentElement;
    return [root.scrollWidth, root.clientWidth] as const;
  });
  assert.ok(wide <= room, `${wide} wide in ${room}`);
}

/** Every rule of axe-core that is not experimental: WCAG 2.2 A and AA, and best practices. */
async function isAccessible(page: Page): Promise<void> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { violations, passes } = await (globalThis as unknown as { readonly axe: typeof axe }).axe.run(document, {
      rules: { 'target-size': { enabled: true } },
    });
    if (passes.length < 20) return [`only ${passes.length} rules had anything to look at`];
    return violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .slice(0, 3)
          .map(({ html }) => html.slice(0, 200))
          .join(' ')}`,
    );
  });
  assert.deepEqual(found, []);
}

function pagesIn(pdf: Buffer): number {
  return [...pdf.toString('latin1').matchAll(/\/Type \/Page\b(?!s)/g)].length;
}
