/** The pages of the settings, in their order. A new one is a row here, a sentence and a way to draw it. */
export const PARTS = ["company", "brand", "delivery", "vat", "mails", "texts", "handles", "languages", "rules", "team", "systems"] as const;
export type Part = (typeof PARTS)[number];
