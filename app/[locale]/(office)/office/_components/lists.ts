import "server-only";
import { exportProducts } from "@/lib/web/exports/products";
import { exportFigures } from "@/lib/web/exports/figures";
import { adjustmentsFile } from "./files/adjustments";
import { applicationsFile } from "./files/applications";
import { importsFile } from "./files/imports";
import { ledgerFile } from "./files/ledger";
import { membersFile } from "./files/members";
import { ordersFile } from "./files/orders";
import { statementFile } from "./files/statement";
import { trailFile } from "./files/trail";
import { withdrawalsFile } from "./files/withdrawals";

/** The lists that leave as files, by the name in their address. */
export const LISTS = {
  adjustments: adjustmentsFile, applications: applicationsFile, catalogue: exportProducts, figures: exportFigures, imports: importsFile, ledger: ledgerFile, members: membersFile, orders: ordersFile,
  statement: statementFile, trail: trailFile, withdrawals: withdrawalsFile,
} as const;
