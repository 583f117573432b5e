import { once } from 'node:events';
import { type AddressInfo, createServer, connect as dial, type Socket } from 'node:net';
import type { TestContext } from 'node:test';

/** Stands between a run and a server, until it cuts the connection in the middle of the rows of a COPY. */
export interface CuttingProxy {
  /** The address of the server with that of the proxy in it. */
  readonly uri: string;
  /** The next rows that go this way are the last ones: RST to both sides. */
  cutRows(way: 'to server' | 'from server'): void;
  /** Nothing goes through any more, and nobody is told. */
  fallSilent(): void;
}

/** @param serverUri `postgresql://…` */
export async function startCuttingProxy(t: TestContext, serverUri: string): Promise<CuttingProxy> {
  const target = new URL(serverUri);
  const sockets = new Set<Socket>();
  let cut: 'to server' | 'from server' | undefined;
  let isSilent = false;
  const server = createServer((client) => {
    const upstream = dial(Number(target.port), target.hostname);
    const pipe = (from: Socket, to: Socket, way: typeof cut): void => {
      sockets.add(from);
      from.on('error', () => {});
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
      from.on('data', (bytes) => {
        if (isSilent) return;
        const rows = cut === way ? bytes.indexOf('PGCOPY') : -1;
        if (rows < 0) return void to.write(bytes);
        // In the middle of a row.
        to.write(bytes.subarray(0, rows + 40), () => {
          from.resetAndDestroy();
          to.resetAndDestroy();
        });
      });
    };
    pipe(client, upstream, 'to server');
    pipe(upstream, client, 'from server');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const uri = new URL(serverUri);
  uri.hostname = '127.0.0.1';
  uri.port = String((server.address() as AddressInfo).port);
  return {
    uri: uri.href,
    cutRows: (way) => {
      cut = way;
    },
    fallSilent: () => {
      isSilent = true;
    },
  };
}
