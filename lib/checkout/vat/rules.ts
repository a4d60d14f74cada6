import { VAT_CLASSES, type VatClass, type VatTable } from "./types";

const rates = ([standard, intermediate, reduced, super_reduced]: readonly [number, number, number, number]) => ({ standard, intermediate, reduced, super_reduced });

/**
 * The table of a new installation that sells from France, with the rates of 2026; its accountant confirms them. Sales to the Union are
 * taxed where they arrive (one-stop shop); what leaves it is exported without VAT. Settings replace it.
 */
export const DEFAULT_VAT: VatTable = {
  home: "FR",
  rates: {
    FR: rates([2_000, 1_000, 550, 210]),
    MC: rates([2_000, 1_000, 550, 210]),
    BE: rates([2_100, 1_200, 600, 600]),
    LU: rates([1_700, 1_400, 800, 300]),
    DE: rates([1_900, 700, 700, 700]),
    NL: rates([2_100, 900, 900, 900]),
    CH: rates([0, 0, 0, 0]),
  },
};

/** The class of a product, said by its rate at home; null for a rate that no class has. */
export function classOf(homeBps: number, { home, rates: table }: VatTable): VatClass | null {
  return VAT_CLASSES.find((name) => table[home]?.[name] === homeBps) ?? null;
}

/**
 * The rate that a line contains when it is delivered to a country. A rate of no class, and a country that the table does not have,
 * stay as at home: never less is owed than the product says.
 * @param homeBps the product's rate at home, basis points
 */
export function vatFor(country: string, homeBps: number, table: VatTable): number {
  const name = classOf(homeBps, table);
  return (name && table.rates[country]?.[name]) ?? homeBps;
}
