import { createHash, randomBytes } from "node:crypto";
import { access, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { drawPlaceholder } from "./drawing";
import { encodeDrawing, type EncodedPicture } from "./encode";

/** A file of the media folder: a base name, then width and format. */
const NAME = /^([a-z0-9]+(?:[-_][a-z0-9]+)*)(-480\.avif|-960\.avif|-960\.webp)$/;
const BASE = /^[a-z0-9]+(?:[-_][a-z0-9]+)*$/;
const TYPES = { ".avif": "image/avif", ".webp": "image/webp" } as const;

export type MediaFile = { readonly body: Buffer; readonly type: "image/avif" | "image/webp" };

/**
 * The file behind `/media/<name>`; null when there is none. A drawing is made into pictures when one is first asked for:
 * an import of ten thousand products has no time for it.
 * @param dir the media folder (MEDIA_DIR)
 */
export async function readMedia(dir: string, name: string): Promise<MediaFile | null> {
  const [, base, ending] = NAME.exec(name) ?? [];
  if (base === undefined || ending === undefined) return null;
  const type = TYPES[ending.endsWith(".avif") ? ".avif" : ".webp"];
  const known = await orNull(readFile(inFolder(dir, name)));
  if (known) return { body: known, type };
  const drawing = await orNull(readFile(inFolder(dir, `${base}.svg`), "utf8"));
  if (drawing === null) return null;
  const made = await encodeDrawing(drawing);
  await storePicture(dir, base, made);
  const body = made.files.get(ending);
  return body ? { body, type } : null;
}

/** The base name of a fetched picture: other bytes, another name, so that an address may be cached for ever. */
export function pictureName(slug: string, bytes: Buffer): string {
  return `${slug}-${createHash("sha256").update(bytes).digest("hex").slice(0, 12)}`;
}

/** Keeps the files of a picture under a base name. Each file is there as a whole or not at all. */
export async function storePicture(dir: string, base: string, picture: EncodedPicture): Promise<void> {
  for (const [ending, bytes] of picture.files) await store(dir, `${checked(base)}${ending}`, bytes);
}

/** Takes the files of a member's own picture away; a name that is none of this folder's is left alone. @param picture as a member's row has it: `media:` and a base name */
export async function removePicture(dir: string, picture: string): Promise<void> {
  const base = /^media:(.*)$/.exec(picture)?.[1];
  if (base === undefined) return;
  for (const ending of ["-480.avif", "-960.avif", "-960.webp"]) await rm(inFolder(dir, `${checked(base)}${ending}`), { force: true });
}

/** Keeps the drawing that stands in for a product's picture, unless it is there. */
export async function storeDrawing(dir: string, base: string, title: string): Promise<void> {
  const name = `${checked(base)}.svg`;
  if ((await orNull(access(inFolder(dir, name)).then(() => true))) === null) await store(dir, name, drawPlaceholder(title, base));
}

async function store(dir: string, name: string, content: Buffer | string): Promise<void> {
  const target = inFolder(dir, name);
  const half = `${target}.${randomBytes(4).toString("hex")}.part`;
  await writeFile(half, content).catch(async (error: unknown) => {
    if (!isMissing(error)) throw error;
    await mkdir(dir, { recursive: true });
    await writeFile(half, content);
  });
  await rename(half, target);
}

/** A build must not look for the folder: it is known when the shop runs. */
function inFolder(dir: string, name: string): string {
  return path.join(/* turbopackIgnore: true */ dir, name);
}

function checked(base: string): string {
  if (!BASE.test(base)) throw new Error(`not a base name: ${base}`);
  return base;
}

async function orNull<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
