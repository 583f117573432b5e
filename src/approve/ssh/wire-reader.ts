import { SshError } from './ssh-error.ts';

/** Takes one value of SSH's binary encoding (RFC 4251, section 5) after the other. */
export interface WireReader {
  byte(): number;
  uint32(): number;
  uint64(): bigint;
  bytes(length: number): Buffer;
  string(): Buffer;
  /** A string of ASCII. */
  text(): string;
  /** A positive mpint as its bytes, most significant first, without a leading zero. */
  magnitude(): Buffer;
  isAtEnd(): boolean;
  /** How many bytes were taken. */
  position(): number;
  /** Nothing may follow. */
  end(): void;
}

/**
 * A reader of these bytes. It takes only the one way in which each value is to be written, so that no two different texts say the same.
 * @throws SshError from each function, where the value is not there
 */
export function readWire(input: Uint8Array): WireReader {
  const data = Buffer.from(input.buffer, input.byteOffset, input.byteLength);
  let offset = 0;
  const bytes = (length: number): Buffer => {
    if (length > data.length - offset) throw new SshError('malformed', 'it ends too early');
    offset += length;
    return data.subarray(offset - length, offset);
  };
  const uint32 = (): number => bytes(4).readUInt32BE();
  const string = (): Buffer => bytes(uint32());
  return {
    byte: () => bytes(1).readUInt8(),
    uint32,
    uint64: () => bytes(8).readBigUInt64BE(),
    bytes,
    string,
    text() {
      const text = string().toString('latin1');
      if (/[^\x20-\x7e]/.test(text)) throw new SshError('malformed', 'a name is not ASCII');
      return text;
    },
    magnitude() {
      const written = string();
      const value = written[0] === 0 ? written.subarray(1) : written;
      const [first = 0] = value;
      if (first === 0 || first >= 0x80 !== (value !== written)) {
        throw new SshError('malformed', 'a number is not positive, or not written in the shortest way');
      }
      return value;
    },
    isAtEnd: () => offset === data.length,
    position: () => offset,
    end() {
      if (offset !== data.length) throw new SshError('malformed', 'something follows its end');
    },
  };
}
