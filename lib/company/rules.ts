import type { Legal } from "./types";

/** "SAS au capital de 20 000 €": how a French company follows its name on papers and pages, in every language; empty when neither is given. Code de commerce R123-238 */
export function legalForm({ form, capital }: Pick<Legal, "form" | "capital">): string {
  return [form, capital && `au capital de ${capital}`].filter(Boolean).join(" ");
}
