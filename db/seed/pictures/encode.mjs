/** Encodes the developed pictures: node encode.mjs PNG_DIR PUBLIC_DIR (needs sharp, found from the working directory). */
import { createRequire } from "node:module";
import { mkdirSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";

const sharp = createRequire(join(process.cwd(), "index.js"))("sharp");
const [src, out] = process.argv.slice(2).map((p) => resolve(p));
const only = process.argv.slice(4);
sharp.concurrency(1);
for (const dir of ["products", "collections"]) mkdirSync(join(out, dir), { recursive: true });

async function write(file, width, target, quality) {
  const base = sharp(file).resize({ width, kernel: "lanczos3" }).sharpen({ sigma: 0.6, m1: 0.4, m2: 1.2 });
  await base.clone().avif({ quality, effort: 5, chromaSubsampling: "4:4:4" }).toFile(`${target}-${width}.avif`);
  return base;
}

for (const png of readdirSync(src).filter((f) => f.endsWith(".png"))) {
  const name = png.slice(0, -4);
  if (only.length && !only.includes(name)) continue;
  const file = join(src, png);
  if (name === "hero") {
    await write(file, 960, join(out, "hero"), 58);
    const big = await write(file, 1920, join(out, "hero"), 58);
    await big.webp({ quality: 78 }).toFile(join(out, "hero-1920.webp"));
    continue;
  }
  const collection = name.startsWith("c-");
  const target = collection ? join(out, "collections", name.slice(2)) : join(out, "products", name);
  if (!collection) await write(file, 480, target, 58);
  const big = await write(file, 960, target, 58);
  await big.webp({ quality: 76 }).toFile(`${target}-960.webp`);
}
