import sharp, { type Sharp } from "sharp";

/** Formats that a shop's pictures come in. SVG is none of them: it can hold scripts and addresses. */
const ACCEPTED = new Set(["jpeg", "png", "webp", "gif", "tiff", "heif"]);
const PIXELS_MAX = 60_000_000;
/** Tall pictures are made to fit as well. */
const HEIGHT_MAX = 1_920;

/** The files of one picture by what is added to its base name. Width and height in pixels of the widest. */
export type EncodedPicture = { readonly files: ReadonlyMap<string, Buffer>; readonly width: number; readonly height: number };

/** A part of a picture, as parts of its width and height when it stands upright: 0 to 1. */
export type Crop = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };

/**
 * Makes the house's files of a picture: 480 and 960 pixels wide in AVIF, 960 in WebP, upright, without metadata, never
 * larger than it was. Null when the bytes are no picture, a broken one, or one of more than 60 million pixels.
 */
export async function encodePicture(bytes: Buffer, crop: Crop | null = null): Promise<EncodedPicture | null> {
  try {
    const image = sharp(bytes, { limitInputPixels: PIXELS_MAX, failOn: "error", animated: false });
    const { format } = await image.metadata();
    if (!ACCEPTED.has(format)) return null;
    return await filesOf(crop === null ? image.autoOrient() : await cropped(image, crop));
  } catch {
    // Whatever sharp objects to in foreign bytes has one meaning here.
    return null;
  }
}

/** The part of a picture once it stands upright; at least a pixel, and never beyond its edge. */
async function cropped(image: Sharp, { left, top, width, height }: Crop): Promise<Sharp> {
  const { autoOrient: whole } = await image.metadata();
  const from = (part: number, size: number): number => Math.min(Math.floor(part * size), size - 1);
  const [x, y] = [from(left, whole.width), from(top, whole.height)];
  const long = (part: number, size: number): number => Math.max(1, Math.min(Math.round(part), size));
  return image.autoOrient().extract({ left: x, top: y, width: long(width * whole.width, whole.width - x), height: long(height * whole.height, whole.height - y) });
}

/** The same files of a drawing of ours. */
export async function encodeDrawing(svg: string): Promise<EncodedPicture> {
  return filesOf(sharp(Buffer.from(svg)));
}

async function filesOf(image: Sharp): Promise<EncodedPicture> {
  const sized = (width: number): Sharp => image.clone().resize({ width, height: HEIGHT_MAX, fit: "inside", withoutEnlargement: true });
  const large = await sized(960).avif({ quality: 58, effort: 3 }).toBuffer({ resolveWithObject: true });
  return {
    files: new Map([
      ["-960.avif", large.data],
      ["-480.avif", await sized(480).avif({ quality: 58, effort: 3 }).toBuffer()],
      ["-960.webp", await sized(960).webp({ quality: 76 }).toBuffer()],
    ]),
    width: large.info.width,
    height: large.info.height,
  };
}
