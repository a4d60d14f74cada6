import { createHash } from "node:crypto";

/** Grounds and shapes that look calm together: hue of the ground, hue of the shape. */
const HUES = [[36, 18], [48, 150], [92, 70], [150, 175], [190, 210], [214, 28], [262, 330], [340, 12]] as const;
/** Forms on a table, in a box of 960, that stand for no product: an arch, a ball, pebbles, bowls, steps, two arches. */
const SHAPES = [
  '<path d="M320 690V470a160 160 0 0 1 320 0v220z"/>',
  '<circle cx="480" cy="500" r="190"/>',
  '<ellipse cx="480" cy="630" rx="220" ry="66"/><ellipse cx="465" cy="520" rx="165" ry="54" opacity=".85"/><ellipse cx="490" cy="432" rx="105" ry="42" opacity=".7"/>',
  '<path d="M270 470h420a210 210 0 0 1-420 0z"/><circle cx="480" cy="380" r="70" opacity=".75"/>',
  '<path d="M270 690V580h140V470h140V360h140v330z"/>',
  '<path d="M270 690V500a105 105 0 0 1 210 0v190z"/><path d="M480 690V420a105 105 0 0 1 210 0v270z" opacity=".75"/>',
] as const;

/**
 * Draws the picture of a product that has none: a calm ground, a form on a table, its initials. The same title and seed
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
