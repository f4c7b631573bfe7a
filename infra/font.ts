/**
 * The font that reports are written with on paper: Noto Sans SC under the SIL Open Font License, simplified characters with
 * the Latin ones. Its package holds it as WOFF, tables deflated one by one; whoever writes PDFs opens a table for every
 * letter, so that they are inflated here once.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { inflateSync } from "node:zlib";

const SOURCE = createRequire(import.meta.url).resolve(
  "@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-400-normal.woff",
);

/** Sizes of the headers of WOFF 1.0 and OpenType, and of what they say of each table, in bytes. */
const WOFF = { header: 44, entry: 20 };
const SFNT = { header: 12, entry: 16 };

type FontTable = { readonly tag: Buffer; readonly checksum: number; readonly bytes: Buffer };

const tablesIn = (woff: Buffer): readonly FontTable[] =>
  Array.from({ length: woff.readUInt16BE(12) }, (_, n) => {
    const at = WOFF.header + n * WOFF.entry;
    const [offset, packed, length, checksum] = [4, 8, 12, 16].map((more) => woff.readUInt32BE(at + more)) as [
      number,
      number,
      number,
      number,
    ];
    const kept = woff.subarray(offset, offset + packed);
    return { tag: woff.subarray(at, at + 4), checksum, bytes: packed < length ? inflateSync(kept) : kept };
  });

/** Every table begins at a multiple of four. */
const padded = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);

/** @throws RangeError where the file is no WOFF 1.0 */
export const openTypeOf = (woff: Buffer): Buffer => {
  if (woff.toString("latin1", 0, 4) !== "wOFF") throw new RangeError("not a WOFF 1.0 file");
  const tables = tablesIn(woff);
  const head = Buffer.alloc(SFNT.header + tables.length * SFNT.entry);
  woff.copy(head, 0, 4, 8);
  head.writeUInt16BE(tables.length, 4);
  const power = 2 ** Math.floor(Math.log2(tables.length));
  head.writeUInt16BE(power * 16, 6);
  head.writeUInt16BE(Math.log2(power), 8);
  head.writeUInt16BE(tables.length * 16 - power * 16, 10);
  let offset = head.length;
  for (const [n, { tag, checksum, bytes }] of tables.entries()) {
    const at = SFNT.header + n * SFNT.entry;
    tag.copy(head, at);
    head.writeUInt32BE(checksum, at + 4);
    head.writeUInt32BE(offset, at + 8);
    head.writeUInt32BE(bytes.length, at + 12);
    offset += padded(bytes).length;
  }
  return Buffer.concat([head, ...tables.map(({ bytes }) => padded(bytes))]);
};

export const reportFont = (): Buffer => openTypeOf(readFileSync(SOURCE));
