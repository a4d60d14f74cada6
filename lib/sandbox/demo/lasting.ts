import { createHash } from "node:crypto";
import type { ProductPlan } from "@/lib/catalog/types";
import { idOf, type VariantId } from "@/lib/kernel/id";

/** When every variant of the demo says that it was made. */
const MADE = Date.UTC(2026, 0, 1).toString(16).padStart(12, "0");

/**
 * The same ids for the same SKUs in every demo: prerendered pages carry a variant's id, so a build that was made on one
 * demo's data is good for all of them, `--fresh`, the story and the tests.
 */
export function withLastingIds(plan: ProductPlan): ProductPlan {
  const lasting = new Map(plan.variants.write.map(({ id, sku }) => [id, lastingId(sku)]));
  const idFor = (id: VariantId): VariantId => lasting.get(id) ?? id;
  return {
    ...plan,
    variants: { ...plan.variants, write: plan.variants.write.map((row) => ({ ...row, id: idFor(row.id) })) },
    prices: plan.prices.map((row) => ({ ...row, variantId: idFor(row.variantId) })),
    stock: plan.stock.map((row) => ({ ...row, variantId: idFor(row.variantId) })),
  };
}

/** A UUIDv7 (RFC 9562) whose random part is a digest of the SKU. */
function lastingId(sku: string): VariantId {
  const digest = createHash("sha256").update(sku).digest("hex");
  return idOf("variant", `${MADE}7${digest.slice(0, 3)}8${digest.slice(3, 18)}`);
}
