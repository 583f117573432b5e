import { createConnection } from 'node:net';
import type { Client } from 'pg';
import { socketPath } from '../support/postgres/socket-directories.ts';

/**
 * From the moment of the signal on, asks the servers to cancel what they do for these sessions, again and again, because a request
 * that comes between two statements is lost; in the end it hangs up. The function that it returns ends that: call it before ROLLBACK and COMMIT.
 */
export function cancelOnAbort(signal: AbortSignal, clients: readonly Client[]): () => void {
  let timer: NodeJS.Timeout | undefined;
  let last: NodeJS.Timeout | undefined;
  const cancel = (): void => {
    for (const client of clients) sendCancelRequest(client);
  };
  const start = (): void => {
    cancel();
    timer = setInterval(cancel, 500);
    last = setTimeout(() => {
      for (const client of clients) client.connection.stream.destroy();
    }, patienceMs);
  };
  if (signal.aborted) start();
  else signal.addEventListener('abort', start, { once: true });
  return () => {
    signal.removeEventListener('abort', start);
    clearInterval(timer);
    clearTimeout(last);
  };
}

/** A server that does not answer by then is taken for gone; one that is there rolls back when its client is. */
const patienceMs = 10_000;

/**
 * CancelRequest of PostgreSQL's protocol, to the very server that the session is on, which needs no login, no TLS and no free slot.
 * https://www.postgresql.org/docs/current/protocol-message-formats.html
 */
function sendCancelRequest(client: Client): void {
  const { processID, secretKey } = client as unknown as { readonly processID: number; readonly secretKey: number };
  const { remoteAddress, remotePort } = client.connection.stream as {
    readonly remoteAddress?: string;
    readonly remotePort?: number;
  };
  const request = Buffer.alloc(16);
  request.writeInt32BE(16, 0);
  request.writeInt32BE(cancelRequestCode, 4);
  request.writeInt32BE(processID, 8);
  request.writeInt32BE(secretKey, 12);
  const socket =
    remoteAddress === undefined || remotePort === undefined
      ? createConnection(socketPath(client.host, client.port))
      : createConnection(remotePort, remoteAddress);
  // Nobody waits for it: a server that is gone has nothing to cancel.
  socket.on('error', () => {});
  socket.setTimeout(5_000, () => socket.destroy());
  socket.end(request);
}

const cancelRequestCode = 80877102;
