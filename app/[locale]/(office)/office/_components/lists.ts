import "server-only";
import { exportProducts } from "@/lib/web/exports/products";
import { exportFigures } from "@/lib/web/exports/figures";
import { exportMembers, exportOrders } from "@/lib/web/exports/people";

/** Every list that can be taken out, by the name in its address. Null: not for this viewer. */
export const LISTS = { catalogue: exportProducts, orders: exportOrders, members: exportMembers, figures: exportFigures } as const;
