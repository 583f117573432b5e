import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { Pool } from 'pg';
import type { MasConfig } from '../../src/config/mas-config.ts';
import { readMasSharedSecret } from '../../src/config/read-mas-shared-secret.ts';
import { type StandInRequest, standInApi } from './mas-stand-in-api.ts';

/** One that runs. */
export interface StandIn {
  stop(): Promise<void>;
}

/**
 * What MAS documents, as far as old clients, Synapse and `verify --live` ask for it, for tests: on the database and the configuration of
 * the real one, at the addresses where that would listen. Nothing of its inside is like MAS's.
 */
export async function startMasStandIn(
  config: MasConfig,
  options: { readonly databaseUri: string; readonly port: number; readonly issuer?: string },
): Promise<StandIn> {
  const database = new Pool({
    connectionString: options.databaseUri,
    application_name: 'matrix-authentication-service',
    max: 4,
  });
  // A test may end its sessions.
  database.on('error', () => {});
  const answer = standInApi({
    database,
    publicBase: config.publicBase,
    issuer: options.issuer ?? config.issuer,
    secret: readMasSharedSecret(config).reveal(),
    synapse: config.matrix.endpoint,
    pepper: config.passwords.schemes.find(({ version }) => version === 1)?.secret?.reveal() ?? '',
  });
  const server = createServer((incoming, outgoing) => {
    void readRequest(incoming)
      .then(answer)
      .catch((error: unknown) => ({ status: 500, body: { errcode: 'M_UNKNOWN', error: String(error) } }))
      .then(({ status, body }) => {
        const isPage = typeof body === 'string';
        outgoing.writeHead(status, {
          'Content-Type': isPage ? 'text/html; charset=utf-8' : 'application/json',
          ...(isPage ? {} : { 'Access-Control-Allow-Origin': '*' }),
        });
        outgoing.end(isPage ? body : JSON.stringify(body));
      });
  });
  server.listen(options.port, '127.0.0.1');
  await once(server, 'listening');
  let stopped: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    server.close();
    server.closeAllConnections();
    await database.end();
  };
  return {
    stop() {
      stopped ??= stop();
      return stopped;
    },
  };
}

async function readRequest(incoming: IncomingMessage): Promise<StandInRequest> {
  const body = Buffer.concat(await incoming.toArray()).toString();
  const { method = 'GET', url = '/', headers } = incoming;
  return { method, url: new URL(url, 'http://mas.invalid'), headers, body };
}
