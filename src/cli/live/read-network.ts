import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { unreadable } from '../../config/read-source-files.ts';
import { type Network, usualNetwork } from '../../probe/network.ts';
import { PlanError, planError } from '../../support/errors.ts';
import type { Surroundings } from '../surroundings.ts';
import type { NetworkOptions } from './live-options.ts';

/**
 * How services are reached, by the options. A CA of one's own comes beside those of Node.js and of NODE_EXTRA_CA_CERTS.
 * @throws PlanError FILE_UNREADABLE; CONFIG_WRONG_TYPE where a file of --ca-file holds no certificate
 */
export function readNetwork(
  { timeout, connectTo, caFile = [] }: Pick<NetworkOptions, 'timeout' | 'connectTo' | 'caFile'>,
  { cwd, env }: Pick<Surroundings, 'cwd' | 'env'>,
): Network {
  const extra = env.NODE_EXTRA_CA_CERTS;
  const files = caFile.length > 0 && extra ? [...caFile, extra] : caFile;
  return {
    timeoutMs: timeout * 1000,
    ca: files.map((name) => readCertificates(resolve(cwd, name))),
    connectTo: connectTo ?? usualNetwork.connectTo,
  };
}

function readCertificates(path: string): string {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new PlanError([unreadable(path, error)], { cause: error });
  }
  if (text.includes('-----BEGIN CERTIFICATE-----')) return text;
  throw planError('CONFIG_WRONG_TYPE', `${path} holds no certificate in PEM.`, {
    place: { file: path },
    remedy: 'Give the certificate of the CA as text that begins with -----BEGIN CERTIFICATE-----.',
  });
}
