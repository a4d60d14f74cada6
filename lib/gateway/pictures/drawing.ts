import { createHash } from "node:crypto";

/** Grounds and shapes that look calm together: hue of the ground, hue of the shape. */
const HUES = [[36, 18], [48, 150], [92, 70], [150, 175], [190, 210], [214, 28], [262, 330], [340, 12]] as const;
/** Things on a table, in a box of 960: a soap, a bottle, a jar, a tin, a folded cloth, a cone. */
const SHAPES = [
  '<rect x="270" y="430" width="420" height="230" rx="70"/>',
  '<path d="M430 260h100v90c70 30 90 70 90 130v170q0 40-40 40H380q-40 0-40-40V480c0-60 20-100 90-130z"/>',
  '<rect x="310" y="400" width="340" height="290" rx="50"/><rect x="335" y="330" width="290" height="60" rx="20"/>',
  '<ellipse cx="480" cy="600" rx="230" ry="90"/><rect x="250" y="500" width="460" height="100"/><ellipse cx="480" cy="500" rx="230" ry="90" opacity=".7"/>',
  '<rect x="260" y="570" width="440" height="100" rx="40"/><rect x="280" y="470" width="400" height="95" rx="40" opacity=".85"/><rect x="300" y="375" width="360" height="90" rx="40" opacity=".7"/>',
  '<path d="M480 270 660 650q10 40-30 40H330q-40 0-30-40z"/>',
] as const;

/**
 * Draws the picture of a product that has none: a calm ground, a thing on a table, its initials. The same title and seed
 * give the same drawing, others another one. 960 by 960, SVG.
 */
export function drawPlaceholder(title: string, seed: string): string {
  const bytes = createHash("sha256").update(seed).digest();
  const at = (index: number, below: number): number => (bytes[index] ?? 0) % below;
  const [ground, thing] = HUES[at(0, HUES.length)] ?? HUES[0];
  const shape = SHAPES[at(1, SHAPES.length)] ?? SHAPES[0];
  const light = 88 - at(2, 6);
  const turn = at(3, 9) - 4;
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" width="960" height="960" viewBox="0 0 960 960">',
    `<defs><linearGradient id="g" x1="0" y1="0" x2=".${3 + at(4, 6)}" y2="1"><stop stop-color="hsl(${ground} 34% ${light}%)"/><stop offset="1" stop-color="hsl(${ground} 30% ${light - 12}%)"/></linearGradient></defs>`,
    '<rect width="960" height="960" fill="url(#g)"/>',
    `<rect y="${640 + at(5, 60)}" width="960" height="320" fill="hsl(${ground} 26% ${light - 17}%)" opacity=".55"/>`,
    '<ellipse cx="500" cy="700" rx="270" ry="34" fill="#000" opacity=".10"/>',
    `<g fill="hsl(${thing} ${28 + at(6, 14)}% ${56 + at(7, 12)}%)" transform="rotate(${turn} 480 560) translate(${at(8, 41) - 20} 0)">${shape}</g>`,
    `<text x="480" y="885" font-family="Georgia, 'DejaVu Serif', serif" font-size="64" letter-spacing="12" text-anchor="middle" fill="hsl(${thing} 25% 30%)" opacity=".75">${escaped(initials(title))}</text>`,
    "</svg>",
  ].join("");
}

function initials(title: string): string {
  const words = title.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 1);
  return words.slice(0, 3).map((word) => Array.from(word)[0]?.toLocaleUpperCase("fr") ?? "").join("");
}

function escaped(text: string): string {
  return text.replace(/[<>&"']/g, (sign) => `&#${sign.codePointAt(0) ?? 32};`);
}
