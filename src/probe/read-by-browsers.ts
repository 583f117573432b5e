import type { Answer } from './ask.ts';
import { ProbeFailed } from './probe.ts';

const origin = 'https://client.invalid';

/** Clients in browsers come from other sites, and read only what may be read there. */
export const readByBrowsers = {
  /** With these a browser asks. */
  headers: { origin },
  /** @throws ProbeFailed LIVE_ANSWER where a browser would not let a page read the answer */
  check({ headers }: Answer, url: string): void {
    const allowed = headers['access-control-allow-origin'];
    if (allowed === '*' || allowed === origin) return;
    throw new ProbeFailed({
      code: 'LIVE_ANSWER',
      message: `Browsers do not let clients read it: Access-Control-Allow-Origin is ${allowed ?? 'absent'}, not *.`,
      place: { url },
      remedy:
        'Let the proxy send Access-Control-Allow-Origin: * once: both services send it themselves, a web server with a file does not.',
    });
  },
};
