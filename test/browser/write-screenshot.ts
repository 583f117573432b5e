import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../src/support/package-root.ts';
import { runInProcess } from '../cli/run-in-process.ts';
import { startBrowser } from './chromium.ts';
import { compressPng } from './compress-png.ts';

/** The picture of the README: the head of the report of the demo's plan. `npm run screenshot` makes it again. */
const cwd = mkdtempSync(join(tmpdir(), 'syn2mas-plan-screenshot-'));
const browser = await startBrowser();
try {
  const { exitCode, stderr } = await runInProcess(['demo'], { cwd, env: process.env as Record<string, string> });
  if (exitCode !== 0) throw new Error(stderr);
  const { page } = await browser.open(readFileSync(join(cwd, 'demo-output', 'plan.html'), 'utf8'), { width: 1100 });
  const bottom = await page.locator('nav').boundingBox();
  const height = Math.ceil((bottom?.y ?? 0) + (bottom?.height ?? 0)) + 16;
  await page.setViewportSize({ width: 1100, height });
  writeFileSync(join(packageRoot(), 'examples', 'report.png'), compressPng(await page.screenshot()));
} finally {
  await browser.close();
  rmSync(cwd, { recursive: true });
}
