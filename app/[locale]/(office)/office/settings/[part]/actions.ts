"use server";

import { refresh, updateTag } from "next/cache";
import * as z from "zod";
import type { Operator } from "@/lib/access/types";
import { transact } from "@/db/transact";
import type { Tx } from "@/db/client";
import { writeDelivery, writeVat } from "@/lib/checkout/commands";
import { readTerms } from "@/lib/checkout/queries";
import { storedDelivery } from "@/lib/checkout/rules";
import { parseDeliveryForm, parseVatForm } from "@/lib/checkout/terms/input";
import { writeCompany } from "@/lib/company/commands";
import { writeHouse } from "@/lib/company/house/commands";
import { HOUSE } from "@/lib/company/house/input";
import { readHouse } from "@/lib/company/house/queries";
import type { House } from "@/lib/company/house/types";
import { CompanyForm, companyOf, VolumesForm } from "@/lib/company/input";
import { readCompany } from "@/lib/company/queries";
import { carries } from "@/lib/kernel/colour";
import { parseAmount } from "@/lib/kernel/money";
import { writeAdjustmentSettings } from "@/lib/membership/adjustments/commands";
import { readAdjustmentSettings } from "@/lib/membership/adjustments/queries";
import { record } from "@/lib/trail/commands";
import { operatorAction } from "@/lib/web/action";
import { db } from "@/lib/web/database";
import { LEGAL_PAGES } from "@/lib/web/legal";
import { TAGS } from "@/lib/web/tags";
import { writeWithdrawalSettings } from "@/lib/withdrawal/commands";
import { WithdrawalSettingsInput } from "@/lib/withdrawal/input";
import { readWithdrawalSettings } from "@/lib/withdrawal/queries";

/** One million of a currency with two decimals: no shop lets one person move more of a wallet. */
const ALONE_MAX = 100_000_000n;

type Given = Readonly<Record<string, unknown>>;
const left = (input: Given) => Object.fromEntries(Object.entries(input).filter((pair): pair is [string, string] => typeof pair[1] === "string" && !pair[0].startsWith("$")));
const wrong = (name: string, given: Given) => ({ ok: false as const, reason: "invalid_input" as const, fields: { [name]: [name] }, given: left(given) });

type Change = { readonly by: Operator; readonly at: Date; readonly subject: string; readonly before: unknown; readonly after: unknown; readonly write: (tx: Tx) => Promise<unknown> };

/** Writes a setting with its line in the trail, and has every page that it shows on made anew. What is as it was is not written. */
async function change({ by, at, subject, before, after, write }: Change): Promise<{ readonly ok: true }> {
  if (JSON.stringify(before) === JSON.stringify(after)) return { ok: true };
  await transact(db(), async (tx) => {
    await write(tx);
    await record(tx, { actor: by.id, action: "settings.changed", subject, before, after, at });
    return { ok: true };
  });
  updateTag(TAGS.company);
  updateTag(TAGS.catalogue);
  refresh();
  return { ok: true };
}

async function changeHouse<Key extends keyof House>(by: Operator, at: Date, { key, value }: { readonly key: Key; readonly value: House[Key] }) {
  const before = (await readHouse(db()))[key];
  return change({ by, at, subject: key, before, after: value, write: (tx) => writeHouse(tx, key, { value, at }) });
}

/** The company's data, for its papers and legal pages. */
export const companyAction = operatorAction("settings", CompanyForm, async ({ by, input, now }) => {
  const before = await readCompany(db());
  const after = companyOf(input, before);
  return change({ by, at: now, subject: "company", before, after, write: (tx) => writeCompany(tx, after, now) });
});

/** What goods without volumes of their own count for in the commission system, from the next order on. */
export const volumesAction = operatorAction("settings", VolumesForm, async ({ by, input, now }) => {
  const before = await readCompany(db());
  const after = { ...before, volumeFactorBps: input.factor };
  return change({ by, at: now, subject: "company", before, after, write: (tx) => writeCompany(tx, after, now) });
});

/** The shop's colour and type. A colour that can't be read on the shop's paper is refused. */
export const lookAction = operatorAction("settings", z.looseObject({ accent: z.string(), font: z.string() }), async ({ by, input, now }) => {
  const { look } = await readHouse(db());
  const read = HOUSE.look.safeParse({ accent: input.accent, font: input.font, logo: input["dropLogo"] === "on" ? null : look.logo });
  if (!read.success) return wrong("accent", input);
  if (!carries(read.data.accent)) return { ok: false as const, reason: "too_pale" as const, fields: { accent: ["accent"] }, given: left(input) };
  return changeHouse(by, now, { key: "look", value: read.data });
});

/** Who mails come from. */
export const senderAction = operatorAction("settings", z.looseObject({ name: z.string(), replyTo: z.string() }), async ({ by, input, now }) => {
  const read = HOUSE.sender.safeParse({ name: input.name, replyTo: input.replyTo.trim() });
  return read.success ? changeHouse(by, now, { key: "sender", value: read.data }) : wrong(String(read.error.issues[0]?.path[0] ?? "name"), input);
});

/** One of the legal pages in the company's own words; left empty, it is the house's again. */
export const textAction = operatorAction("settings", z.looseObject({ page: z.enum(LEGAL_PAGES), fr: z.string(), en: z.string() }), async ({ by, input, now }) => {
  const { texts } = await readHouse(db());
  const others = Object.entries(texts).filter(([page]) => page !== input.page);
  const read = HOUSE.texts.safeParse(Object.fromEntries(input.fr.trim() === "" ? others : [...others, [input.page, { fr: input.fr, en: input.en }]]));
  if (!read.success || (input.fr.trim() === "" && input.en.trim() !== "")) return wrong("fr", input);
  return changeHouse(by, now, { key: "texts", value: read.data });
});

/** The handles that nobody may take. */
export const handlesAction = operatorAction("settings", z.looseObject({ handles: z.string().max(20_000) }), async ({ by, input, now }) => {
  const read = HOUSE.handles.safeParse([...new Set(input.handles.toLowerCase().split(/[\s,;]+/).filter(Boolean))].sort());
  return read.success ? changeHouse(by, now, { key: "handles", value: read.data }) : wrong("handles", input);
});

/** The languages that visitors are offered. */
export const languagesAction = operatorAction("settings", z.looseObject({}), async ({ by, input, now }) => changeHouse(by, now, { key: "languages", value: input["en"] === "on" ? ["fr", "en"] : ["fr"] }));

/** How the company delivers, where to, and for how much. */
export const deliveryAction = operatorAction("settings", z.looseObject({}), async ({ by, input, now }) => {
  const [{ currency }, terms] = await Promise.all([readCompany(db()), readTerms(db())]);
  const read = parseDeliveryForm(left(input), currency);
  if (!read.ok) return { ok: false as const, reason: "invalid_input" as const, fields: Object.fromEntries(read.wrong.map((name) => [name, [name]])), given: left(input) };
  return change({ by, at: now, subject: "delivery", before: storedDelivery(terms.methods), after: storedDelivery(read.methods), write: (tx) => writeDelivery(tx, read.methods, now) });
});

/** What one operator may give or take of a member's wallet alone within a day. */
export const aloneAction = operatorAction("settings", z.looseObject({ amount: z.string().max(30) }), async ({ by, input, now }) => {
  const [{ currency }, before] = await Promise.all([readCompany(db()), readAdjustmentSettings(db())]);
  const amount = parseAmount(input.amount, currency);
  if (amount === null || amount.minor < 0n || amount.minor > ALONE_MAX) return wrong("amount", input);
  const told = (minor: bigint) => ({ aloneUpToMinor: minor.toString() });
  return change({ by, at: now, subject: "adjustments", before: told(before.aloneUpToMinor), after: told(amount.minor), write: (tx) => writeAdjustmentSettings(tx, { aloneUpToMinor: amount.minor }, now) });
});

/** When the refund of a withdrawal starts, and how long a parcel is taken to travel. */
export const withdrawalAction = operatorAction("settings", z.looseObject({ refundStart: z.string(), transitDays: z.string().max(10) }), async ({ by, input, now }) => {
  const before = await readWithdrawalSettings(db());
  const read = /^\d{1,3}$/.test(input.transitDays.trim()) ? WithdrawalSettingsInput.safeParse({ refundStart: input.refundStart, transitDays: Number(input.transitDays) }) : null;
  if (!read?.success) return wrong("transitDays", input);
  return change({ by, at: now, subject: "withdrawal", before, after: read.data, write: (tx) => writeWithdrawalSettings(tx, read.data, now) });
});

/** The VAT of each class by country. */
export const vatAction = operatorAction("settings", z.looseObject({}), async ({ by, input, now }) => {
  const { vat } = await readTerms(db());
  const read = parseVatForm(left(input));
  if (!read.ok) return { ok: false as const, reason: "invalid_input" as const, fields: Object.fromEntries(read.wrong.map((name) => [name, [name]])), given: left(input) };
  return change({ by, at: now, subject: "vat", before: vat, after: read.table, write: (tx) => writeVat(tx, read.table, now) });
});
