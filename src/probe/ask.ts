import { request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { rootCertificates } from 'node:tls';
import type { Secret } from '../support/secret.ts';
import type { Network } from './network.ts';

/** One HTTP request. */
export interface Question {
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  readonly headers?: OutgoingHttpHeaders;
  /** A token to show. It is sent in the clear where `url` says http. */
  readonly bearer?: Secret;
  /** JSON. */
  readonly body?: string;
  /** The path of a Unix socket to which it goes in place of the host of `url`. */
  readonly socket?: string;
  /** Ask whoever is there, whatever its certificate. Nothing secret may be sent so. */
  readonly anyCertificate?: boolean;
}

/** What came back. */
export interface Answer {
  readonly status: number;
  /** In lower case; of several with one name the last. */
  readonly headers: Readonly<Record<string, string>>;
  /** Cut off where it is larger than a megabyte. */
  readonly body: string;
  /** The body as JSON; undefined where it is none. */
  readonly json: unknown;
}

/**
 * Asks once. Redirects are answers like others; TLS is verified. Each connection is a new one.
 * @throws Error of Node.js where no whole answer came: no address, no connection, a certificate, an abort; AskTimeout
 */
export async function ask(question: Question, network: Network, signal: AbortSignal): Promise<Answer> {
  const deadline = AbortSignal.timeout(network.timeoutMs);
  let isConnected = false;
  try {
    return await send(question, network, AbortSignal.any([signal, deadline]), () => {
      isConnected = true;
    });
  } catch (error) {
    if (!deadline.aborted || signal.aborted) throw error;
    throw new AskTimeout(network.timeoutMs, isConnected, error);
  }
}

/** No whole answer in time. */
export class AskTimeout extends Error {
  readonly code = 'ETIMEDOUT';
  /** Whether somebody took the connection. */
  readonly isConnected: boolean;

  constructor(timeoutMs: number, isConnected: boolean, cause: unknown) {
    super(`no answer within ${timeoutMs / 1000} s`, { cause });
    this.name = 'AskTimeout';
    this.isConnected = isConnected;
  }
}

function send(question: Question, network: Network, signal: AbortSignal, onConnect: () => void): Promise<Answer> {
  const { method = 'GET', body } = question;
  const url = new URL(question.url);
  return new Promise((resolve, reject) => {
    const options: RequestOptions = {
      ...addressOf(url, question.socket, network),
      method,
      path: `${url.pathname}${url.search}`,
      headers: { host: url.host, ...headersOf(question) },
      agent: false,
      signal,
    };
    const tls = {
      servername: isAddress(url.hostname) ? '' : url.hostname,
      rejectUnauthorized: question.anyCertificate !== true,
      ...(network.ca.length > 0 ? { ca: [...rootCertificates, ...network.ca] } : {}),
    };
    const outgoing = url.protocol === 'https:' ? httpsRequest({ ...options, ...tls }) : httpRequest(options);
    outgoing.on('error', reject);
    outgoing.on('socket', (socket) => socket.once('connect', onConnect));
    outgoing.on('response', (response) => {
      read(response).then(resolve, reject);
    });
    outgoing.end(body);
  });
}

function headersOf({ headers, bearer, body }: Question): OutgoingHttpHeaders {
  return {
    accept: 'application/json',
    'user-agent': 'syn2mas-plan',
    ...(bearer ? { authorization: `Bearer ${bearer.reveal()}` } : {}),
    ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
    ...headers,
  };
}

function addressOf(url: URL, socket: string | undefined, { connectTo }: Network): RequestOptions {
  if (socket !== undefined) return { socketPath: socket };
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const instead = connectTo.get(`${url.hostname}:${port}`) ?? connectTo.get(url.hostname);
  return { host: instead?.host ?? host, port: instead?.port ?? port };
}

/** Node.js sends no name of a server that is an address. */
function isAddress(hostname: string): boolean {
  return hostname.startsWith('[') || /^[\d.]+$/.test(hostname);
}

async function read(response: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > largestBody) break;
  }
  const body = Buffer.concat(chunks).subarray(0, largestBody).toString();
  const headers = Object.entries(response.headers).map(([name, value]) => [name, [value].flat().at(-1) ?? '']);
  return { status: response.statusCode ?? 0, headers: Object.fromEntries(headers), body, json: parseJson(body) };
}

const largestBody = 1_000_000;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
