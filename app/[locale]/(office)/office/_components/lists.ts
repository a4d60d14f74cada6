import "server-only";
import { exportFigures } from "@/lib/web/exports/figures";
import { exportProducts } from "@/lib/web/exports/products";
import { adjustmentsFile } from "./files/adjustments";
import { applicationsFile } from "./files/applications";
import { accountsFile, auditsFile, liabilityFile } from "./files/book";
import { comparisonFile, deadFile, differencesFile } from "./files/forwarding";
import { importsFile } from "./files/imports";
import { ledgerFile } from "./files/ledger";
import { membersFile } from "./files/members";
import { ordersFile } from "./files/orders";
import { payoutsFile } from "./files/payouts";
import { planFile } from "./files/plan";
import { pricesFile, shelfFile } from "./files/shelf";
import { statementFile } from "./files/statement";
import { tokensFile } from "./files/tokens";
import { trailFile } from "./files/trail";
import { withdrawalsFile } from "./files/withdrawals";

/** The lists that leave as files, by the name in their address. */
export const LISTS = {
  accounts: accountsFile, adjustments: adjustmentsFile, applications: applicationsFile, audits: auditsFile, catalogue: exportProducts, comparison: comparisonFile, dead: deadFile, differences: differencesFile, figures: exportFigures,
  imports: importsFile, ledger: ledgerFile, liability: liabilityFile, members: membersFile, orders: ordersFile, payouts: payoutsFile, plan: planFile, prices: pricesFile, shelf: shelfFile, statement: statementFile, tokens: tokensFile, trail: trailFile, withdrawals: withdrawalsFile,
} as const;
