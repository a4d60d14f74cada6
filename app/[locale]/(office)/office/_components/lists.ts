import "server-only";
import { exportProducts } from "@/lib/web/exports/products";
import { exportFigures } from "@/lib/web/exports/figures";
import { adjustmentsFile } from "../adjustments/file";
import { importsFile } from "../imports/file";
import { ledgerFile } from "../ledger/file";
import { membersFile } from "../members/file";
import { ordersFile } from "../orders/file";
import { trailFile } from "../trail/file";
import { withdrawalsFile } from "../withdrawals/file";

/** The lists that leave as files, by the name in their address. */
export const LISTS = {
  adjustments: adjustmentsFile, catalogue: exportProducts, figures: exportFigures, imports: importsFile, ledger: ledgerFile, members: membersFile, orders: ordersFile, trail: trailFile, withdrawals: withdrawalsFile,
} as const;
