/** How services are reached from here. */
export interface Network {
  /** Of one request, in milliseconds, from the first byte sent to the last one read. */
  readonly timeoutMs: number;
  /** Certificates of CAs (PEM) that are trusted beside those that Node.js knows. */
  readonly ca: readonly string[];
  /** Where a host is asked in place of what its name resolves to: `host` or `host:port`, in lower case, to an address. */
  readonly connectTo: ReadonlyMap<string, Address>;
}

/** Where a connection goes. Without a port it stays that of the URL. */
export interface Address {
  readonly host: string;
  readonly port?: number;
}

/** What there is when nothing else was said. */
export const usualNetwork: Network = { timeoutMs: 10_000, ca: [], connectTo: new Map() };
