import "server-only";
import { createTranslator, type _Translator as Translator } from "use-intl/core";
import { invariant } from "@/lib/kernel/invariant";
import type { Locale } from "@/lib/kernel/locale";
import { typesetFrench } from "@/lib/kernel/typography";
import accountEn from "./messages/en/account.json";
import checkoutEn from "./messages/en/checkout.json";
import howEn from "./messages/en/how.json";
import earningsEn from "./messages/en/earnings.json";
import distributorsEn from "./messages/en/distributors.json";
import factorEn from "./messages/en/factor.json";
import importEn from "./messages/en/import.json";
import invoiceEn from "./messages/en/invoice.json";
import legalEn from "./messages/en/legal.json";
import mailEn from "./messages/en/mail.json";
import officeEn from "./messages/en/office.json";
import officeCatalogueEn from "./messages/en/officeCatalogue.json";
import officeDistributorsEn from "./messages/en/officeDistributors.json";
import officeFiguresEn from "./messages/en/officeFigures.json";
import officeForwardingEn from "./messages/en/officeForwarding.json";
import officeMembersEn from "./messages/en/officeMembers.json";
import officeOrdersEn from "./messages/en/officeOrders.json";
import officeTokensEn from "./messages/en/officeTokens.json";
import officePayoutsEn from "./messages/en/officePayouts.json";
import officePersonEn from "./messages/en/officePerson.json";
import officeAdjustmentsEn from "./messages/en/officeAdjustments.json";
import officePlanEn from "./messages/en/officePlan.json";
import officeLedgerEn from "./messages/en/officeLedger.json";
import officeExportsEn from "./messages/en/officeExports.json";
import officeImportsEn from "./messages/en/officeImports.json";
import officeSettingsEn from "./messages/en/officeSettings.json";
import officeTrailEn from "./messages/en/officeTrail.json";
import privacyEn from "./messages/en/privacy.json";
import profileEn from "./messages/en/profile.json";
import officeApplicationsEn from "./messages/en/officeApplications.json";
import previewEn from "./messages/en/preview.json";
import shareEn from "./messages/en/share.json";
import shopEn from "./messages/en/shop.json";
import statementEn from "./messages/en/statement.json";
import troubleEn from "./messages/en/trouble.json";
import withdrawalEn from "./messages/en/withdrawal.json";
import accountFr from "./messages/fr/account.json";
import checkoutFr from "./messages/fr/checkout.json";
import howFr from "./messages/fr/how.json";
import earningsFr from "./messages/fr/earnings.json";
import distributorsFr from "./messages/fr/distributors.json";
import factorFr from "./messages/fr/factor.json";
import importFr from "./messages/fr/import.json";
import invoiceFr from "./messages/fr/invoice.json";
import legalFr from "./messages/fr/legal.json";
import mailFr from "./messages/fr/mail.json";
import officeFr from "./messages/fr/office.json";
import officeCatalogueFr from "./messages/fr/officeCatalogue.json";
import officeDistributorsFr from "./messages/fr/officeDistributors.json";
import officeFiguresFr from "./messages/fr/officeFigures.json";
import officeForwardingFr from "./messages/fr/officeForwarding.json";
import officeMembersFr from "./messages/fr/officeMembers.json";
import officeOrdersFr from "./messages/fr/officeOrders.json";
import officeTokensFr from "./messages/fr/officeTokens.json";
import officePayoutsFr from "./messages/fr/officePayouts.json";
import officePersonFr from "./messages/fr/officePerson.json";
import officeAdjustmentsFr from "./messages/fr/officeAdjustments.json";
import officePlanFr from "./messages/fr/officePlan.json";
import officeLedgerFr from "./messages/fr/officeLedger.json";
import officeExportsFr from "./messages/fr/officeExports.json";
import officeImportsFr from "./messages/fr/officeImports.json";
import officeSettingsFr from "./messages/fr/officeSettings.json";
import officeTrailFr from "./messages/fr/officeTrail.json";
import privacyFr from "./messages/fr/privacy.json";
import profileFr from "./messages/fr/profile.json";
import officeApplicationsFr from "./messages/fr/officeApplications.json";
import previewFr from "./messages/fr/preview.json";
import shareFr from "./messages/fr/share.json";
import shopFr from "./messages/fr/shop.json";
import statementFr from "./messages/fr/statement.json";
import troubleFr from "./messages/fr/trouble.json";
import withdrawalFr from "./messages/fr/withdrawal.json";

/** A namespace in both languages: one that misses a sentence does not compile. */
function both<T>(fr: T, en: NoInfer<T>): Readonly<Record<Locale, T>> {
  return { fr, en };
}

/** Every sentence of the house. A new namespace is two files, `messages/{fr,en}/<name>.json`, and a row here. */
export const MESSAGES = {
  account: both(accountFr, accountEn),
  checkout: both(checkoutFr, checkoutEn),
  how: both(howFr, howEn),
  earnings: both(earningsFr, earningsEn),
  distributors: both(distributorsFr, distributorsEn),
  factor: both(factorFr, factorEn),
  import: both(importFr, importEn),
  invoice: both(invoiceFr, invoiceEn),
  legal: both(legalFr, legalEn),
  mail: both(mailFr, mailEn),
  office: both(officeFr, officeEn),
  officeCatalogue: both(officeCatalogueFr, officeCatalogueEn),
  officeDistributors: both(officeDistributorsFr, officeDistributorsEn),
  officeFigures: both(officeFiguresFr, officeFiguresEn),
  officeForwarding: both(officeForwardingFr, officeForwardingEn),
  officeMembers: both(officeMembersFr, officeMembersEn),
  officeOrders: both(officeOrdersFr, officeOrdersEn),
  officeTokens: both(officeTokensFr, officeTokensEn),
  officePayouts: both(officePayoutsFr, officePayoutsEn),
  officePerson: both(officePersonFr, officePersonEn),
  officeAdjustments: both(officeAdjustmentsFr, officeAdjustmentsEn),
  officePlan: both(officePlanFr, officePlanEn),
  officeLedger: both(officeLedgerFr, officeLedgerEn),
  officeExports: both(officeExportsFr, officeExportsEn),
  officeImports: both(officeImportsFr, officeImportsEn),
  officeSettings: both(officeSettingsFr, officeSettingsEn),
  officeTrail: both(officeTrailFr, officeTrailEn),
  privacy: both(privacyFr, privacyEn),
  officeApplications: both(officeApplicationsFr, officeApplicationsEn),
  profile: both(profileFr, profileEn),
  preview: both(previewFr, previewEn),
  share: both(shareFr, shareEn),
  shop: both(shopFr, shopEn),
  statement: both(statementFr, statementEn),
  trouble: both(troubleFr, troubleEn),
  withdrawal: both(withdrawalFr, withdrawalEn),
};
export type Namespace = keyof typeof MESSAGES;

/** Speaks one namespace: `t("signIn.title")`, `t("signIn.sent", { minutes: 20 })`. An unknown key does not compile. */
export type Words<N extends Namespace> = Translator<(typeof MESSAGES)[N]["fr"]>;

const spoken = new Map<string, unknown>();

/** The sentences of a namespace in a language, with ICU placeholders filled in. Throws when a value is left out: our bug. */
export function words<N extends Namespace>(locale: Locale, namespace: N): Words<N> {
  const name = `${locale}:${namespace}`;
  if (!spoken.has(name)) spoken.set(name, translator(locale, namespace));
  return spoken.get(name) as Words<N>;
}

function translator(locale: Locale, namespace: Namespace): unknown {
  const onError = (error: { readonly message: string }) => invariant(false, `${locale} ${namespace}: ${error.message}`);
  const messages = MESSAGES[namespace][locale];
  return createTranslator({ locale, messages: locale === "fr" ? typesetAll(messages) : messages, onError });
}

const typesetAll = <T>(messages: T): T => JSON.parse(JSON.stringify(messages), (_key, value: unknown) => (typeof value === "string" ? typesetFrench(value) : value)) as T;
