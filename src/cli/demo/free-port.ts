import { once } from 'node:events';
import { createServer } from 'node:net';

/** A TCP port of this address that nobody listens on now. Somebody may take it before the caller does: try again then. */
export async function freePort(host: string): Promise<number> {
  const server = createServer();
  server.listen(0, host);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return address.port;
}
