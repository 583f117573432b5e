import { X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { createSecureContext, type SecureVersion } from 'node:tls';
import type { Problem } from '../errors.ts';
import { Secret } from '../secret.ts';
import type { ConnectionSurroundings } from './connection-surroundings.ts';
import type { Parameter } from './gather-parameters.ts';
import { settingProblem } from './setting-problem.ts';

const sslModes = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'] as const;
export type SslMode = (typeof sslModes)[number];

/** How TLS is to be used, with the texts of all files. */
export interface TlsSettings {
  readonly mode: SslMode;
  /** What is verified of the server's certificate: nothing, its chain, or its chain and the host's name. */
  readonly verify: 'nothing' | 'chain' | 'chain and name';
  readonly negotiation: 'postgres' | 'direct';
  /** PEM. Absent although something is verified: the certificate authorities that Node brings. */
  readonly ca?: string;
  readonly crl?: string;
  readonly cert?: string;
  readonly key?: Secret;
  readonly passphrase?: Secret;
  readonly minVersion?: SecureVersion;
  readonly maxVersion?: SecureVersion;
}

/**
 * TLS as libpq means it: the chain is verified whenever there is a root certificate, whatever the mode; `verify-ca`
 * and `verify-full` insist. https://www.postgresql.org/docs/current/libpq-ssl.html
 * Values may be PEM text instead of paths, as MAS's configuration has them. Stricter than libpq: a file that was
 * named must be readable. Wider than libpq, as sqlx is: `verify-full` without any root certificate means the
 * authorities of the system.
 * @param useTls false where every host is a Unix socket, which never has TLS: then no file is read.
 */
export function resolveTls(
  parameters: ReadonlyMap<string, Parameter>,
  useTls: boolean,
  surroundings: ConnectionSurroundings,
  report: (problem: Problem) => void,
): TlsSettings {
  const text = (keyword: string): Parameter | undefined =>
    parameters.get(keyword)?.value ? parameters.get(keyword) : undefined;
  const choose = <T extends string>(keyword: string, allowed: readonly T[], otherwise: T): T => {
    const parameter = text(keyword);
    if (!parameter) return otherwise;
    const found = allowed.find((value) => value === parameter.value);
    if (found === undefined) report(settingProblem(keyword, parameter, `it is one of ${allowed.join(', ')}`));
    return found ?? otherwise;
  };
  const system = text('sslrootcert')?.value === 'system';
  const requiressl = parameters.get('requiressl')?.value === '1';
  const mode = choose('sslmode', sslModes, system ? 'verify-full' : requiressl ? 'require' : 'prefer');
  const negotiation = choose('sslnegotiation', ['postgres', 'direct'] as const, 'postgres');
  if (!useTls || mode === 'disable') return { mode, verify: 'nothing', negotiation: 'postgres' };

  const refuse = (keyword: string, why: string): void => {
    const parameter = text(keyword) ?? { value: mode, shown: mode, from: "libpq's default" };
    report(settingProblem(keyword, parameter, why));
  };
  if (system && mode !== 'verify-full') refuse('sslmode', 'with sslrootcert=system only verify-full is safe');
  if (negotiation === 'direct' && (mode === 'allow' || mode === 'prefer'))
    refuse('sslmode', 'sslnegotiation=direct needs require or stronger');

  const read = (keyword: string, standard: string): string | undefined => {
    const parameter = text(keyword);
    if (parameter?.value.startsWith('-----BEGIN')) return parameter.value;
    const content = surroundings.readFile(
      parameter?.value ?? join(surroundings.homeDirectory, '.postgresql', standard),
    );
    if (parameter && content === undefined) refuse(keyword, 'the file cannot be read');
    return content;
  };
  const ca = system ? systemAuthorities(surroundings) : read('sslrootcert', 'root.crt');
  if (ca !== undefined && !holdsCertificates(ca)) refuse('sslrootcert', 'it holds no certificate in PEM form');
  if (mode === 'verify-ca' && ca === undefined && !text('sslrootcert')) {
    refuse('sslmode', 'there is no root certificate to verify with: give sslrootcert, or ~/.postgresql/root.crt');
  }
  const certMode = choose('sslcertmode', ['allow', 'disable', 'require'] as const, 'allow');
  const client = certMode === 'disable' ? {} : clientCertificate(read, text, refuse);
  if (certMode === 'require' && !client.cert) refuse('sslcertmode', 'there is no client certificate');

  const versions = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const;
  const crl = ca === undefined ? undefined : read('sslcrl', 'root.crl');
  const resolved: TlsSettings = {
    mode,
    negotiation,
    verify: mode === 'verify-full' ? 'chain and name' : ca === undefined ? 'nothing' : 'chain',
    ...(ca === undefined ? {} : { ca }),
    ...(crl === undefined ? {} : { crl }),
    ...client,
    ...(text('ssl_min_protocol_version')
      ? { minVersion: choose('ssl_min_protocol_version', versions, 'TLSv1.2') }
      : {}),
    ...(text('ssl_max_protocol_version')
      ? { maxVersion: choose('ssl_max_protocol_version', versions, 'TLSv1.3') }
      : {}),
  };
  const wrong = secureContextProblem(resolved);
  if (wrong) refuse(client.cert ? 'sslcert' : 'sslmode', `TLS cannot be set up with it: ${wrong}`);
  return resolved;
}

/** A certificate and its key, both or none: libpq uses its default files only where they exist. */
function clientCertificate(
  read: (keyword: string, standard: string) => string | undefined,
  text: (keyword: string) => Parameter | undefined,
  refuse: (keyword: string, why: string) => void,
): Pick<TlsSettings, 'cert' | 'key' | 'passphrase'> {
  const cert = read('sslcert', 'postgresql.crt');
  if (cert === undefined) return {};
  const key = read('sslkey', 'postgresql.key');
  if (key === undefined) {
    if (!text('sslkey')) refuse('sslcert', 'there is no sslkey to it');
    return {};
  }
  const passphrase = text('sslpassword')?.value;
  return {
    cert,
    key: new Secret('sslkey', key),
    ...(passphrase === undefined ? {} : { passphrase: new Secret('sslpassword', passphrase) }),
  };
}

/** Where OpenSSL, and so libpq, finds the authorities of the system on the usual distributions. */
function systemAuthorities({ env, readFile }: ConnectionSurroundings): string | undefined {
  const files = ['/etc/ssl/certs/ca-certificates.crt', '/etc/pki/tls/certs/ca-bundle.crt', '/etc/ssl/cert.pem'];
  return [env.SSL_CERT_FILE ?? [], files]
    .flat()
    .map(readFile)
    .find((text) => text !== undefined);
}

function holdsCertificates(pem: string): boolean {
  const blocks = pem.match(/-----BEGIN (TRUSTED )?CERTIFICATE-----.*?-----END \1?CERTIFICATE-----/gs) ?? [];
  try {
    return blocks.length > 0 && blocks.every((block) => new X509Certificate(block).raw.length > 0);
  } catch {
    return false;
  }
}

/** What OpenSSL says against certificate, key and versions; its messages hold none of them. */
function secureContextProblem({
  ca,
  crl,
  cert,
  key,
  passphrase,
  minVersion,
  maxVersion,
}: TlsSettings): string | undefined {
  try {
    createSecureContext({
      ca,
      crl,
      cert,
      key: key?.reveal(),
      passphrase: passphrase?.reveal(),
      minVersion,
      maxVersion,
    });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
