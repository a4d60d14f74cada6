/** What was made, by what it was made of: a few languages, currencies and time zones. */
const made = new Map<string, unknown>();

function kept<Format>(name: string, make: () => Format): Format {
  const known = made.get(name);
  if (known !== undefined) return known as Format;
  const format = make();
  made.set(name, format);
  return format;
}

/** A number's format, kept for the process: making one takes three hundred times as long as using it. The options are written in code, never typed by somebody. */
export function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return kept(`number ${locale} ${JSON.stringify(options)}`, () => new Intl.NumberFormat(locale, options));
}

/** A moment's format, kept as a number's is. English is written as in Europe: the day before the month, 24 hours. */
export function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return kept(`date ${locale} ${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, options));
}
