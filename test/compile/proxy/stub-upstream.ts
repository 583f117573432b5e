import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';

/** What a stub says that it was sent. */
export interface Echo {
  readonly who: 'mas' | 'synapse';
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

/**
 * A service that says who it is and what it was sent, with the headers of JSON that Synapse sends too. It ends with the test.
 * @param where path of a socket; without it, a free port
 */
export async function startStub(t: TestContext, who: Echo['who'], where?: string): Promise<number> {
  const server = createServer(({ url = '', headers }, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json', 'Access-Control-Allow-Origin': '*' });
    response.end(JSON.stringify({ who, url, headers } satisfies Echo));
  });
  server.listen(
    where === undefined ? { host: '127.0.0.1', port: 0 } : { path: where, readableAll: true, writableAll: true },
  );
  await once(server, 'listening');
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return where === undefined ? (server.address() as AddressInfo).port : 0;
}
