import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import type { TestContext } from 'node:test';
import { int16, int32 } from '../support/big-endian.ts';

/**
 * A listener that speaks as much of PostgreSQL's protocol as a client needs to learn the version of the server: no real
 * server of that age is at hand. It answers every query with one row of these values.
 */
export async function startOldServer(t: TestContext, version: number): Promise<number> {
  const server = createServer((socket) => {
    let started = false;
    socket.on('error', () => {});
    socket.on('data', (data) => {
      const isTlsRequest = data.length === 8 && data.readInt32BE(4) === 80877103;
      if (isTlsRequest) socket.write('N');
      else if (!started) {
        started = true;
        socket.write(Buffer.concat([message('R', int32(0)), ready]));
      } else if (data[0] === 'Q'.charCodeAt(0)) answer(socket, version);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return address.port;
}

const columns = ['set_config', 'version', 'recovery', 'readonly'];

function answer(socket: Socket, version: number): void {
  const values = ['', String(version), 'f', 'off'];
  const description = columns.map((name) =>
    Buffer.concat([Buffer.from(`${name}\0`), int32(0), int16(0), int32(25), int16(-1), int32(-1), int16(0)]),
  );
  const row = values.map((value) => Buffer.concat([int32(value.length), Buffer.from(value)]));
  socket.write(
    Buffer.concat([
      message('T', Buffer.concat([int16(columns.length), ...description])),
      message('D', Buffer.concat([int16(values.length), ...row])),
      message('C', Buffer.from('SELECT 1\0')),
      ready,
    ]),
  );
}

const ready = message('Z', Buffer.from('I'));

function message(type: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(type), int32(body.length + 4), body]);
}
