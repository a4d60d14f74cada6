import "server-only";
import { exportFigures } from "@/lib/web/exports/figures";
import { exportProducts } from "@/lib/web/exports/products";
import { adjustmentsFile } from "./files/adjustments";
import { applicationsFile } from "./files/applications";
import { belowFile } from "./files/below";
import { accountsFile, auditsFile, liabilityFile } from "./files/book";
import { collectionsFile, problemsFile } from "./files/catalogue";
import { alertsFile, cohortsFile, linksFile, summaryFile } from "./files/figures";
import { comparisonFile, deadFile, differencesFile } from "./files/forwarding";
import { importsFile } from "./files/imports";
import { ledgerFile } from "./files/ledger";
import { membersFile } from "./files/members";
import { ordersFile } from "./files/orders";
import { packingFile } from "./files/packing";
import { payoutsFile } from "./files/payouts";
import { planFile } from "./files/plan";
import { deliveryFile, handlesFile, legalFile, systemsFile, teamFile, textsFile, vatFile } from "./files/settings";
import { pricesFile, shelfFile } from "./files/shelf";
import { statementFile } from "./files/statement";
import { tokensFile } from "./files/tokens";
import { trailFile } from "./files/trail";
import { withdrawalsFile } from "./files/withdrawals";

/** The lists that leave as files, by the name in their address. */
export const LISTS = {
  accounts: accountsFile, adjustments: adjustmentsFile, alerts: alertsFile, applications: applicationsFile, audits: auditsFile, below: belowFile, catalogue: exportProducts, cohorts: cohortsFile,
  collections: collectionsFile, comparison: comparisonFile, dead: deadFile, delivery: deliveryFile, differences: differencesFile, figures: exportFigures, handles: handlesFile, imports: importsFile,
  ledger: ledgerFile, legal: legalFile, liability: liabilityFile, links: linksFile, members: membersFile, orders: ordersFile, packing: packingFile, payouts: payoutsFile, plan: planFile,
  prices: pricesFile, problems: problemsFile, shelf: shelfFile, statement: statementFile, summary: summaryFile, systems: systemsFile, team: teamFile, texts: textsFile, tokens: tokensFile,
  trail: trailFile, vat: vatFile, withdrawals: withdrawalsFile,
} as const;
