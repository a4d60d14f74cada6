import "server-only";
import { exportProducts } from "@/lib/web/exports/products";
import { exportFigures } from "@/lib/web/exports/figures";

/** Lists that are taken out from more than one page, by the name in their address. Null: not for this viewer. */
export const LISTS = { catalogue: exportProducts, figures: exportFigures } as const;
