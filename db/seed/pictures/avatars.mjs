/** Fourteen abstract portraits for members: node avatars.mjs PUBLIC_DIR (needs sharp, found from the working directory). */
import { createRequire } from "node:module";
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";

const sharp = createRequire(join(process.cwd(), "index.js"))("sharp");
const out = join(resolve(process.argv[2]), "members");
mkdirSync(out, { recursive: true });

const leaf = (x, y, angle, length, width, fill, opacity = 1) =>
  `<path transform="translate(${x} ${y}) rotate(${angle})" d="M0 0C${width} ${-length * 0.3} ${width} ${-length * 0.7} 0 ${-length}C${-width} ${-length * 0.7} ${-width} ${-length * 0.3} 0 0Z" fill="${fill}" opacity="${opacity}"/>`;
const ring = (n, f) => Array.from({ length: n }, (_, i) => f(i, (360 / n) * i)).join("");

const motifs = {
  sprig: (c, d) =>
    `<path d="M96 172C92 130 98 90 96 44" stroke="${c}" stroke-width="4" fill="none" stroke-linecap="round"/>` +
    [150, 126, 102, 80].map((y, i) => leaf(96, y, 58, 50 - i * 6, 13, c) + leaf(96, y - 8, -58, 50 - i * 6, 13, d)).join("") +
    leaf(96, 62, 0, 40, 11, c),
  flower: (c, d) => ring(5, (_, a) => leaf(96, 96, a, 64, 24, c, 0.95)) + ring(5, (_, a) => leaf(96, 96, a + 36, 40, 10, d)) + `<circle cx="96" cy="96" r="11" fill="${d}"/>`,
  olive: (c, d) =>
    `<path d="M40 150C80 130 120 90 152 44" stroke="${c}" stroke-width="4" fill="none" stroke-linecap="round"/>` +
    [[62, 138], [86, 118], [110, 94], [130, 70]].map(([x, y]) => leaf(x, y, -8, 44, 10, c) + leaf(x, y, 98, 44, 10, c, 0.8)).join("") +
    `<ellipse cx="74" cy="150" rx="11" ry="14" fill="${d}"/><ellipse cx="124" cy="112" rx="11" ry="14" fill="${d}"/>`,
  hills: (c, d) => `<circle cx="126" cy="70" r="24" fill="${d}"/><path d="M0 130C40 96 70 100 104 122C134 140 160 118 192 108V192H0Z" fill="${c}" opacity=".75"/><path d="M0 156C50 128 90 146 120 152C150 158 172 146 192 140V192H0Z" fill="${c}"/>`,
  lavender: (c, d) =>
    [-26, 0, 26].map((a) => `<g transform="rotate(${a} 96 176)"><path d="M96 176V70" stroke="${d}" stroke-width="4"/>${Array.from({ length: 7 }, (_, i) => `<ellipse cx="${i % 2 ? 90 : 102}" cy="${52 + i * 10}" rx="8" ry="7" fill="${c}"/>`).join("")}<ellipse cx="96" cy="42" rx="6" ry="8" fill="${c}"/></g>`).join(""),
  arcs: (c, d) => [78, 58, 38, 18].map((r, i) => `<path d="M${96 - r} 148A${r} ${r} 0 0 1 ${96 + r} 148Z" fill="${i % 2 ? d : c}"/>`).join(""),
  wheat: (c, d) =>
    `<path d="M96 176V60" stroke="${d}" stroke-width="4"/>` + [140, 120, 100, 80].map((y) => leaf(96, y, 32, 34, 9, c) + leaf(96, y, -32, 34, 9, c)).join("") + leaf(96, 62, 0, 34, 9, c),
};
const PLAN = [
  ["sprig", "#efd9b8", "#dcae7d", "#66713f", "#838c57"], ["flower", "#f2cfc4", "#d9988a", "#fbefe6", "#a2503f"], ["hills", "#f4e0b5", "#e8b877", "#a25f3a", "#fdf3da"],
  ["lavender", "#e3dbee", "#b7a6d2", "#6a5598", "#7c8a5a"], ["olive", "#dfe4c9", "#a9b57f", "#4c5a2c", "#2f3320"], ["arcs", "#f6d9b0", "#e29a63", "#8a3f24", "#f9ecd6"],
  ["wheat", "#fbe7ba", "#dda545", "#8a5a14", "#a9741f"], ["flower", "#dbe2ea", "#93a7bf", "#f6f4ee", "#3f587c"], ["sprig", "#f0d5cf", "#c98c83", "#7b3a36", "#a25a52"],
  ["hills", "#dce5e4", "#9bb6b2", "#3f625c", "#f6e2b6"], ["lavender", "#f1e3d3", "#d8b493", "#8a6aa0", "#6f7a48"], ["olive", "#f7e3c5", "#d9a76c", "#6d5a2a", "#8e3f22"],
  ["arcs", "#e2ddea", "#a596bd", "#54467a", "#efe6d2"], ["wheat", "#e3e7cf", "#a9b489", "#5c6b34", "#f7efd9"],
];
for (const [i, [motif, a, b, c, d]] of PLAN.entries()) {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="192" height="192" viewBox="0 0 192 192"><defs><radialGradient id="g" cx=".32" cy=".26" r="1"><stop offset="0" stop-color="${a}"/><stop offset="1" stop-color="${b}"/></radialGradient></defs><rect width="192" height="192" fill="url(#g)"/><g transform="translate(96 96) scale(.8) translate(-96 -96)">${motifs[motif](c, d)}</g></svg>`;
  const full = motif === "hills" ? svg.replace("scale(.8)", "scale(1)") : svg;
  await sharp(Buffer.from(full)).avif({ quality: 60, effort: 6, chromaSubsampling: "4:4:4" }).toFile(join(out, `avatar-${String(i + 1).padStart(2, "0")}.avif`));
}
