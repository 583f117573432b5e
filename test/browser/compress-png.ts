import { crc32, deflateSync, inflateSync } from 'node:zlib';

/**
 * A picture of a page as Chromium writes it (eight bits a channel, no alpha), with no more than 256 colours and in far fewer bytes:
 * each channel keeps its four upper bits, which nobody sees in text.
 * @throws Error when it has another form, or too many colours
 */
export function compressPng(png: Buffer): Buffer {
  const chunks = readChunks(png);
  const header = chunks.find(({ type }) => type === 'IHDR')?.data ?? Buffer.alloc(13);
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  if (header[8] !== 8 || header[9] !== 2 || header[12] !== 0) throw new Error('not a picture of a page');
  const packed = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data));
  const pixels = unfilter(inflateSync(packed), width * channels, height);
  const colours = new Map<number, number>();
  const indexed = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [red = 0, green = 0, blue = 0] = pixels.subarray(
        (y * width + x) * channels,
        (y * width + x + 1) * channels,
      );
      const colour = ((red >> 4) << 8) | ((green >> 4) << 4) | (blue >> 4);
      const index = colours.get(colour) ?? colours.size;
      colours.set(colour, index);
      indexed[y * (width + 1) + 1 + x] = index;
    }
  }
  if (colours.size > 256) throw new Error(`${colours.size} colours`);
  const palette = [...colours.keys()].flatMap((colour) =>
    [colour >> 8, (colour >> 4) & 15, colour & 15].map((part) => part * 17),
  );
  const newHeader = Buffer.from(header);
  newHeader[9] = 3;
  return Buffer.concat([
    png.subarray(0, signatureLength),
    write('IHDR', newHeader),
    write('PLTE', Buffer.from(palette)),
    write('IDAT', deflateSync(indexed, { level: 9, memLevel: 9 })),
    write('IEND', Buffer.alloc(0)),
  ]);
}

const signatureLength = 8;
const channels = 3;

function readChunks(png: Buffer): readonly { readonly type: string; readonly data: Buffer }[] {
  const chunks: { readonly type: string; readonly data: Buffer }[] = [];
  for (let at = signatureLength; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const end = at + 8 + png.readUInt32BE(at);
    chunks.push({ type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, end) });
  }
  return chunks;
}

/** Every line says how it is foretold from its left and upper neighbours; what stands there is the difference. */
function unfilter(filtered: Buffer, stride: number, height: number): Buffer {
  const out = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    const filter = filtered[y * (stride + 1)] ?? 0;
    for (let x = 0; x < stride; x += 1) {
      const at = y * stride + x;
      const left = x < channels ? 0 : (out[at - channels] ?? 0);
      const up = y === 0 ? 0 : (out[at - stride] ?? 0);
      const corner = x < channels || y === 0 ? 0 : (out[at - stride - channels] ?? 0);
      const foretold = [0, left, up, (left + up) >> 1, nearest(left, up, corner)][filter] ?? 0;
      out[at] = ((filtered[y * (stride + 1) + 1 + x] ?? 0) + foretold) & 255;
    }
  }
  return out;
}

function nearest(left: number, up: number, corner: number): number {
  const [toLeft, toUp, toCorner] = [left, up, corner].map((part) => Math.abs(left + up - corner - part)) as [
    number,
    number,
    number,
  ];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

function write(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
