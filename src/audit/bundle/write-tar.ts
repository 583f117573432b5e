/** A file of an archive. */
export interface TarFile {
  /** With `/` between folders. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * An archive of regular files that every tar reads: ustar, with pax headers for names that are long or not ASCII. The same files and
 * time give the same bytes.
 */
export function writeTar(files: readonly TarFile[], time: Date): Buffer {
  const blocks = files.flatMap(({ name, bytes }) => {
    const isPlain = /^[\x20-\x7e]{1,100}$/.test(name);
    const record = paxRecord('path', name);
    const pax = isPlain ? [] : [header('pax', record.length, time, 'x'), padded(record)];
    return [...pax, header(isPlain ? name : 'see the pax header', bytes.length, time, '0'), padded(bytes)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(2 * blockSize)]);
}

const blockSize = 512;

function header(name: string, size: number, time: Date, type: '0' | 'x'): Buffer {
  const block = Buffer.alloc(blockSize);
  const octal = (value: number, digits: number): string => `${value.toString(8).padStart(digits, '0')}\0`;
  block.write(name, 0, 100, 'latin1');
  block.write(octal(0o644, 7), 100);
  block.write(octal(0, 7), 108);
  block.write(octal(0, 7), 116);
  block.write(octal(size, 11), 124);
  block.write(octal(Math.max(0, Math.floor(time.getTime() / 1000)), 11), 136);
  block.write(' '.repeat(8), 148);
  block.write(type, 156);
  block.write('ustar\u000000', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

/** `LENGTH KEY=VALUE` and a line end, where the length counts itself. */
function paxRecord(key: string, value: string): Buffer {
  const rest = Buffer.byteLength(` ${key}=${value}\n`);
  let length = rest;
  while (rest + String(length).length !== length) length = rest + String(length).length;
  return Buffer.from(`${length} ${key}=${value}\n`);
}

function padded(bytes: Uint8Array): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((blockSize - (bytes.length % blockSize)) % blockSize)]);
}
