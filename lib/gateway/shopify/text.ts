/** Elements whose content is no text for a reader. */
const SILENT = /<(script|style|template|noscript|iframe|object|svg|head|title)\b[^<>]*>[\s\S]*?(<\/\1\s*>|$)/gi;
const COMMENT = /<!--[\s\S]*?(-->|$)/g;
const ITEM = /<li\b[^>]*>/gi;
const BREAK = /<br\b[^>]*>|<\/(tr|dt|dd|li)\s*>/gi;
const PARAGRAPH = /<\/?(p|div|section|article|header|footer|h[1-6]|ul|ol|dl|table|blockquote|pre|hr|figure)\b[^>]*>/gi;
/** A tag begins with a letter, so that "size < 10" stays text. */
const TAG = /<\/?[a-z][^<>]*>/gi;

/** Names of U+00A0 to U+00FF, in order. */
const LATIN = (
  "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot " +
  "cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml " +
  "Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig " +
  "agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute " +
  "ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml"
).split(" ");
const NAMED: ReadonlyMap<string, string> = new Map([
  ...LATIN.map((name, index) => [name, String.fromCodePoint(0xa0 + index)] as const),
  ["amp", "&"], ["lt", "<"], ["gt", ">"], ["quot", '"'], ["apos", "'"],
  ["rsquo", "’"], ["lsquo", "‘"], ["ldquo", "“"], ["rdquo", "”"], ["sbquo", "‚"], ["bdquo", "„"], ["hellip", "…"],
  ["ndash", "–"], ["mdash", "—"], ["euro", "€"], ["oelig", "œ"], ["OElig", "Œ"], ["bull", "•"], ["trade", "™"],
  ["thinsp", "\u2009"], ["rsaquo", "›"], ["lsaquo", "‹"],
]);

/**
 * A description in HTML as plain paragraphs, separated by an empty line; list items begin with "• ". No mark-up survives,
 * so nothing in it can do harm, and whoever shows it escapes it like any text.
 */
export function plainText(html: string): string {
  // Without mark-up, an empty line is the only sign of a paragraph.
  const gap = /<(p|div|br|li)\b/i.test(html) ? " " : "\u2029";
  const text = html
    .replace(COMMENT, "")
    .replace(SILENT, "")
    .replace(/\s+/g, (space) => (/\n\s*\n/.test(space) ? gap : " "))
    .replace(ITEM, "\n• ")
    .replace(BREAK, "\n")
    .replace(PARAGRAPH, "\u2029")
    .replace(TAG, "");
  return decoded(text)
    .split("\u2029")
    .map((paragraph) => paragraph.split("\n").map((line) => line.replace(/[ \t]+/g, " ").trim()).filter(Boolean).join("\n"))
    .filter(Boolean)
    .join("\n\n");
}

function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]\w{1,9}));/gi, (whole, ...[decimal, hex, name]: string[]) => {
    if (name) return NAMED.get(name) ?? whole;
    const code = decimal ? Number(decimal) : parseInt(hex ?? "", 16);
    const visible = code === 9 || code === 10 || (code >= 32 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff));
    return visible ? String.fromCodePoint(code) : "";
  });
}
