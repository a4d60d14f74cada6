/** A colour as its three channels, 0 to 255. */
type Channels = readonly [red: number, green: number, blue: number];

const channels = (hex: string): Channels => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)) as unknown as Channels;
const hexOf = (colour: Channels): string => `#${colour.map((channel) => Math.round(Math.min(255, Math.max(0, channel))).toString(16).padStart(2, "0")).join("")}`;

/** How bright a colour is to the eye, 0 to 1. @see WCAG 2.2, relative luminance */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = channels(hex).map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** How well one colour is read on the other: 1 (not at all) to 21. @see WCAG 2.2, contrast ratio */
export function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** A colour mixed with another, `part` of the second. */
export function mix(one: string, other: string, part: number): string {
  const [a, b] = [channels(one), channels(other)];
  return hexOf([0, 1, 2].map((n) => (a[n] ?? 0) + ((b[n] ?? 0) - (a[n] ?? 0)) * part) as unknown as Channels);
}

/** What text needs on its ground. @see WCAG 2.2, success criterion 1.4.3 */
export const READABLE = 4.5;

const PAPER = { light: "#fdfbf7", dark: "#1a1815" } as const;
/** Shades of a colour for both grounds: the colour, a stronger one to point at, a soft one to lie under text. */
export type Shades = Readonly<Record<"accent" | "strong" | "soft", string>>;

/** Whether a colour can carry a shop: it is read on its paper, and the paper on it. */
export function carries(accent: string): boolean {
  return contrast(accent, PAPER.light) >= READABLE;
}

/** The shades of an accent on light paper, and on dark paper, where it is lightened until it is read. */
export function shadesOf(accent: string): { readonly light: Shades; readonly dark: Shades } {
  const steps = Array.from({ length: 21 }, (_, n) => mix(accent, "#ffffff", n / 20));
  const dark = steps.find((shade) => contrast(shade, PAPER.dark) >= 8) ?? "#ffffff";
  return {
    light: { accent, strong: mix(accent, "#000000", 0.28), soft: mix(accent, PAPER.light, 0.87) },
    dark: { accent: dark, strong: mix(dark, "#ffffff", 0.35), soft: mix(accent, PAPER.dark, 0.72) },
  };
}
