import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';

/** A server on a free port of 127.0.0.1, or the one that is given, or at a socket; it ends with the test. Gives the port. */
export async function startHttp(
  t: Pick<TestContext, 'after'>,
  listener: RequestListener,
  options: {
    readonly socket?: string;
    readonly port?: number;
    readonly tls?: { readonly cert: Buffer; readonly key: Buffer };
  } = {},
): Promise<number> {
  const server: Server = options.tls ? createTlsServer(options.tls, listener) : createServer(listener);
  server.listen(
    options.socket === undefined ? { host: '127.0.0.1', port: options.port ?? 0 } : { path: options.socket },
  );
  await once(server, 'listening');
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return options.socket === undefined ? (server.address() as AddressInfo).port : 0;
}

/** Answers everything with this JSON. */
export function jsonAnswer(body: unknown, { status = 200, headers = {} } = {}): RequestListener {
  return (_request, response) => {
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
}
