import { readdirSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import { PACKED_TYPES } from "../../web/packing/files";

/** Smaller ones fit into one packet as they are. */
const BYTES_MIN = 1024;

/** Writes beside each of the build's files that is a text and gets smaller its packed form: `x.js.br`. A build begins with an empty folder. */
export async function packFiles(folder: string): Promise<void> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => path.extname(file) in PACKED_TYPES);
  await Promise.all(files.map((file) => packFile(path.join(folder, file))));
}

const pack = promisify(brotliCompress);

/** As small as it gets: once for everybody who comes. */
async function packFile(file: string): Promise<void> {
  const bytes = await readFile(file);
  if (bytes.length < BYTES_MIN) return;
  const packed = await pack(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
  if (packed.length < bytes.length) await writeFile(`${file}.br`, packed);
}
