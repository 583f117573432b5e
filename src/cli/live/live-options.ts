import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Address } from '../../probe/network.ts';

/** How running services are reached. */
export interface NetworkOptions {
  readonly caFile?: readonly string[];
  readonly connectTo?: ReadonlyMap<string, Address>;
  readonly timeout: number;
  readonly wait: number;
  readonly skip?: readonly string[];
}

/** How running services are asked. */
export interface LiveOptions extends NetworkOptions {
  readonly tokenFile?: string;
}

export function addLiveOptions(command: Command): Command {
  return addNetworkOptions(
    command.option('--token-file <file>', 'sessions from before and passwords to try (plan-schema/tokens.schema.json)'),
  );
}

export function addNetworkOptions(command: Command): Command {
  return command
    .option(
      '--ca-file <file...>',
      'certificates of CAs (PEM) that clients trust beside the usual ones; may be repeated',
    )
    .addOption(
      new Option(
        '--connect-to <host=address...>',
        'where a host of a URL is asked in place of what its name resolves to: HOST[:PORT]=ADDRESS[:PORT]; may be repeated',
      ).argParser(connection),
    )
    .addOption(new Option('--timeout <seconds>', 'of one request').argParser(seconds(1, 600)).default(10))
    .addOption(
      new Option('--wait <seconds>', 'how long services may take to start').argParser(seconds(0, 3600)).default(30),
    )
    .option('--skip <probe...>', 'ids of probes that are left out; may be repeated');
}

/** Names of `LiveOptions`. */
export const liveOptionNames = ['tokenFile', 'caFile', 'connectTo', 'timeout', 'wait', 'skip'] as const;

function connection(text: string, before: ReadonlyMap<string, Address> = new Map()): ReadonlyMap<string, Address> {
  const [, from, host, port] = /^([^=\s]+)=(\[[^\]\s]+\]|[^:=\s]+)(?::(\d{1,5}))?$/.exec(text) ?? [];
  if (from === undefined || host === undefined)
    throw new InvalidArgumentError('It must be HOST[:PORT]=ADDRESS[:PORT]; an address of IPv6 stands in brackets.');
  const address = { host: host.replace(/^\[|\]$/g, ''), ...(port === undefined ? {} : { port: Number(port) }) };
  return new Map([...before, [from.toLowerCase(), address]]);
}

function seconds(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most)
      throw new InvalidArgumentError(`It must be a whole number of seconds from ${least} to ${most}.`);
    return value;
  };
}
