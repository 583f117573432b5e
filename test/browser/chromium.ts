import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BrowserContext, chromium, type Page } from 'playwright-core';

/** A report in a real browser, and what it did besides being shown. */
export interface OpenReport {
  readonly page: Page;
  /** What was asked of anybody, but for the report itself. */
  readonly requests: readonly string[];
  /** Errors, warnings and everything else that a page writes to the console. */
  readonly messages: readonly string[];
}

/** Opens reports, each in a page of its own. */
export interface Browser {
  open(html: string, look?: { readonly width?: number; readonly dark?: boolean }): Promise<OpenReport>;
  close(): Promise<void>;
}

/**
 * Starts a Chromium that talks to nobody, with an empty profile: that of CHROMIUM, else the first of the usual names on PATH.
 * @throws Error when there is none
 */
export async function startBrowser(env: NodeJS.ProcessEnv = process.env): Promise<Browser> {
  const folder = mkdtempSync(join(tmpdir(), 'syn2mas-plan-browser-'));
  const browser = await chromium.launch({ executablePath: findChromium(env), args: [...quiet] });
  const contexts: BrowserContext[] = [];
  return {
    async open(html, { width = 1280, dark = false } = {}) {
      const file = join(folder, `${contexts.length}.html`);
      writeFileSync(file, html);
      const context = await browser.newContext({
        viewport: { width, height: 800 },
        colorScheme: dark ? 'dark' : 'light',
        offline: true,
      });
      contexts.push(context);
      const page = await context.newPage();
      const [requests, messages]: [string[], string[]] = [[], []];
      const address = pathToFileURL(file).href;
      page.on('request', (request) => {
        if (request.url() !== address) requests.push(request.url());
      });
      page.on('console', (message) => messages.push(message.text()));
      page.on('pageerror', (error) => messages.push(String(error)));
      await page.goto(address);
      return { page, requests, messages };
    },
    async close() {
      await browser.close();
      rmSync(folder, { recursive: true });
    },
  };
}

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
] as const;

function findChromium({ CHROMIUM, PATH = '' }: NodeJS.ProcessEnv): string {
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  const found = [
    ...(CHROMIUM ? [CHROMIUM] : []),
    ...names.flatMap((name) => PATH.split(delimiter).map((folder) => join(folder, name))),
  ].find(isProgram);
  if (found === undefined) throw new Error(`no Chromium on PATH or in CHROMIUM (Debian: apt-get install chromium)`);
  return found;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
