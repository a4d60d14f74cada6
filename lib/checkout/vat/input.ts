import { z } from "zod";

const rate = z.int().min(0).max(10_000);
const country = z.string().regex(/^[A-Z]{2}$/, "not_a_country");

/** The VAT table as stored and as an operator writes it; its home has a row. */
export const VatInput = z
  .strictObject({
    home: country,
    rates: z.record(country, z.strictObject({ standard: rate, intermediate: rate, reduced: rate, super_reduced: rate })),
  })
  .refine(({ home, rates }) => Object.hasOwn(rates, home), { error: "home_has_no_rates", path: ["home"] });
