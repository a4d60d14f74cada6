import "server-only";
import { exportProducts } from "@/lib/web/exports/products";
import { exportFigures } from "@/lib/web/exports/figures";
import { ledgerFile } from "../ledger/file";
import { membersFile } from "../members/file";
import { ordersFile } from "../orders/file";
import { trailFile } from "../trail/file";

/** The lists that leave as files, by the name in their address. */
export const LISTS = { catalogue: exportProducts, figures: exportFigures, orders: ordersFile, members: membersFile, trail: trailFile, ledger: ledgerFile } as const;
