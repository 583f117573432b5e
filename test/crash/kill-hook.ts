import { appendFileSync, lstatSync } from 'node:fs';
import files, { type FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { Socket } from 'node:net';
import { basename } from 'node:path';

// Loaded by `node --import` before the program itself. Everything that the program does to the world outside goes through here: changes
// of files, queries, lines of the log. Each is an instant with a name; before the one that KILL_AT names (`NAME#3`: the third of that
// name) the process is gone, as if somebody had said `kill -9` right then, and before that of PAUSE_AT it stands still until SIGCONT.
// KILL_TRACE is a file for all names, in their order.
const { KILL_AT: killAt, PAUSE_AT: pauseAt, KILL_TRACE: trace } = process.env;
const seen = new Map<string, number>();

function reach(name: string): void {
  const count = (seen.get(name) ?? 0) + 1;
  seen.set(name, count);
  const instant = `${name}#${count}`;
  if (trace !== undefined) appendFileSync(trace, `${instant}\n`);
  if (instant === killAt) process.kill(process.pid, 'SIGKILL');
  if (instant === pauseAt) process.kill(process.pid, 'SIGSTOP');
}

/** Without what is random in it. */
function nameOf(path: unknown): string {
  return basename(String(path)).replace(/\d{8}T\d{6}Z/, 'TIME');
}

const { open, rename, rm, symlink } = files;
files.symlink = async (target, path, type) => {
  reach(`link ${nameOf(path)}`);
  return symlink(target, path, type);
};
files.rename = async (from, to) => {
  reach(`rename ${nameOf(from)} ${nameOf(to)}`);
  return rename(from, to);
};
files.rm = async (path, options) => {
  if (lstatSync(path, { throwIfNoEntry: false })) reach(`remove ${nameOf(path)}`);
  return rm(path, options);
};
files.open = async (path, flags, mode) => {
  const isRead = flags === undefined || flags === 'r' || (typeof flags === 'number' && (flags & 3) === 0);
  if (!isRead) reach(`open ${nameOf(path)}`);
  const handle = await open(path, flags, mode);
  for (const method of isRead ? (['sync'] as const) : writing) watch(handle, method, nameOf(path));
  return handle;
};
syncBuiltinESMExports();

const writing = ['chmod', 'chown', 'write', 'writeFile', 'sync'] as const;

function watch(handle: FileHandle, method: (typeof writing)[number], name: string): void {
  const real = handle[method] as (...args: unknown[]) => Promise<unknown>;
  Object.defineProperty(handle, method, {
    value: (...args: unknown[]) => {
      reach(`${method} ${name}`);
      return real.apply(handle, args);
    },
  });
}

const { write } = Socket.prototype;
Socket.prototype.write = function (this: Socket, data: unknown, ...rest: never[]) {
  const name = this.remotePort === undefined ? said(String(data)) : asked(data);
  if (name !== undefined) reach(name);
  const isFree = (write as (...args: unknown[]) => boolean).call(this, data, ...rest);
  // On its way to the server, and no answer yet.
  if (name === 'query COMMIT') reach('sent COMMIT');
  return isFree;
} as typeof write;

/** What goes to stderr or stdout, without the text: the time that something took stands in it. */
function said(text: string): string {
  if (!text.startsWith('{')) return 'say the result';
  const { type, step } = JSON.parse(text) as { readonly type: string; readonly step?: string };
  return `say ${type}${step === undefined ? '' : ` ${step}`}`;
}

/** A query by its first words; undefined for rows and for what else a server is told. */
function asked(data: unknown): string | undefined {
  if (!(data instanceof Uint8Array)) return undefined;
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  if (bytes.toString('latin1', 0, 6) === 'PGCOPY') return undefined;
  const type = String.fromCharCode(bytes[0] ?? 0);
  // Query: a type and a length. Parse: the name of the statement too, which is empty.
  if (type === 'Q' || type === 'P') return `query ${words(bytes.subarray(type === 'Q' ? 5 : 6))}`;
  return type === 'X' ? 'end the session' : undefined;
}

function words(bytes: Buffer): string {
  const [text = ''] = bytes.toString().split('\0', 1);
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, 60).trim();
}
