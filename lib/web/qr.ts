import "server-only";
import sharp from "sharp";
import { renderSVG } from "uqr";

const PRINT_PIXELS = 1_200;

/** A QR code as SVG, dark on white with its quiet zone; damaged by a quarter it is still read. */
export function qrSvg(text: string): string {
  return renderSVG(text, { ecc: "Q", border: 4 });
}

/** The same as PNG, large enough for paper. */
export async function qrPng(text: string): Promise<Buffer> {
  return sharp(Buffer.from(qrSvg(text)), { density: 300 }).resize(PRINT_PIXELS, PRINT_PIXELS, { kernel: "nearest" }).png().toBuffer();
}
