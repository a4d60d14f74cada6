import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { Invoice } from "@/lib/invoice/types";
import { yearsOf } from "@/lib/earnings/rules";
import { newId } from "@/lib/kernel/id";
import { LOCALES } from "@/lib/kernel/locale";
import { money } from "@/lib/kernel/money";
import type { Company } from "@/lib/company/types";
import { invoiceFile, invoicePdf } from "./invoice";
import type { WholeOrder } from "@/lib/order/queries";
import { slipsPdf } from "./slips";
import { statementPdf } from "./statement";
import { termsPdf } from "./terms";

const COMPANY: Company = { name: "Garidelle", legalName: "Maison Garidelle SAS", address: "14 chemin des Restanques, 04230 Saint-Étienne-les-Orgues", email: "bonjour@garidelle.example", currency: "EUR", timeZone: "Europe/Paris", volumeFactorBps: 10_000 };

const invoice = (locale: "fr" | "en", layout: "tender" | "discount"): Invoice => ({
  id: newId("invoice"), kind: "invoice", number: "F2026-000042", order: newId("order"), refund: null, issuedAt: new Date("2026-11-26T08:00:00Z"),
  content: {
    locale, layout, timeZone: "Europe/Paris", currency: "EUR", orderNumber: "K7Q2-M4XD", paidAt: new Date("2026-11-26T07:58:00Z"), corrects: null,
    seller: { name: "Maison Garidelle SAS", address: ["14 chemin des Restanques", "04230 Saint-Étienne-les-Orgues"], legal: ["SAS au capital de 20 000 €", "RCS Manosque 000 000 000"], vatNumber: "FR00000000000", email: "bonjour@garidelle.example" },
    buyer: { name: "Léa Œuvrard", address: ["1 rue des Lilas", "69003 Lyon", "FR"] },
    lines: [
      { title: "Savon à l’huile d’olive, 100 g", sku: "SAV-OLI-100", quantity: 12, unitMinor: 850n, discountMinor: 200n, goodsMinor: 10_000n, vatBps: 2000 },
      { title: "Thé de montagne", sku: "THE-1", quantity: 1, unitMinor: 1_250n, discountMinor: 0n, goodsMinor: 1_250n, vatBps: 550 },
    ],
    shippingMinor: 490n, creditMinor: 4_000n, cardMinor: 7_740n, totalMinor: layout === "tender" ? 11_740n : 7_740n,
    vat: [{ rateBps: 2000, grossMinor: 10_436n, vatMinor: 1_739n }, { rateBps: 550, grossMinor: 1_304n, vatMinor: 68n }],
  },
});

/** The words on a document's pages. Its letters stand in compressed streams, in hexadecimal, apart where they are kerned. */
function wordsOf(pdf: Buffer): string {
  const streams = [...pdf.toString("latin1").matchAll(/stream\n([\s\S]*?)\nendstream/g)].map(([, stream = ""]) => Buffer.from(stream, "latin1"));
  const drawn = streams.flatMap((stream) => (stream[0] === 0x78 ? [inflateSync(stream).toString("latin1")] : [])).join("\n");
  return [...drawn.matchAll(/\[([^\]]*)\] TJ/g)].map(([, shown = ""]) => [...shown.matchAll(/<([0-9a-f]*)>/g)].map(([, hex = ""]) => Buffer.from(hex, "hex").toString("latin1")).join("")).join("\n");
}

describe.each(LOCALES)("documents in %s", (locale) => {
  it.each(["tender", "discount"] as const)("an invoice with credit as a %s is a PDF that says its number", async (layout) => {
    const pdf = await invoicePdf(invoice(locale, layout));
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    expect(invoiceFile(invoice(locale, layout))).toMatch(/^(facture|invoice)-F2026-000042\.pdf$/);
  });

  it("the terms are a PDF, for a medium that lasts", async () => {
    const pdf = await termsPdf(COMPANY, locale);
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    expect(pdf.length).toBeGreaterThan(4_000);
  });

  it("every page has its number, and an invoice says on each who sells, and what the rates come to", async () => {
    const pages = wordsOf(await termsPdf(COMPANY, locale));
    expect(pages).toMatch(locale === "fr" ? /Page 1 sur (\d)[^]+Page \1 sur \1/ : /Page 1 of (\d)[^]+Page \1 of \1/);
    expect(wordsOf(await invoicePdf(invoice(locale, "tender")))).toMatch(/Maison Garidelle SAS · SAS au capital de 20.000.. · RCS Manosque/);
    expect(wordsOf(await invoicePdf(invoice(locale, "tender"))).replaceAll(/[^\n\d.,]/g, "")).toMatch(/\n99[.,]33\n18[.,]07\n117[.,]40\n/);
  });

  it("a distributor's statement is a PDF of as many pages as its movements need", async () => {
    const of = (minor: bigint) => money(minor, "EUR");
    const sums = { month: "2026-11", opening: of(123_456n), earned: of(261_230n), takenBack: of(12_340n), spent: of(2_500n), paidOut: of(100_000n), other: of(0n), closing: of(269_846n), movements: 60 };
    const lines = Array.from({ length: 60 }, (_, n) => ({
      transaction: String(n), at: new Date(Date.UTC(2026, 10, 1 + n / 3, 9)), day: "2026-11-01", kind: n % 6 === 2 ? "refund" : "cashback", key: "", orderNumber: `K7Q2-M${n}`, amount: of(n % 6 === 2 ? -1_234n : 2_670n), held: of(0n), balanceAfter: of(123_456n + BigInt(n)),
    }));
    const [year] = yearsOf([sums], "EUR");
    if (!year) throw new Error("a month has a year");
    const pages = async (shown: typeof lines) => (await statementPdf({ company: COMPANY, who: "Léa Fontaine", sums, year, lines: shown }, locale)).toString("latin1").match(/\/Type \/Page\b/g)?.length;
    expect([await pages(lines), await pages([])]).toEqual([3, 1]);
  });

  it("packing slips are one PDF, an order a page, without an erased buyer's address", async () => {
    const at = new Date("2026-11-26T08:00:00Z");
    const order = (number: string) => ({ id: newId("order"), number, paidAt: at, placedAt: at });
    const line = { id: newId("line"), quantity: 3, title: { fr: "Savon à l’huile d’olive", en: "Olive oil soap" }, choice: null, sku: "SAV-OLI-100" };
    const contact = { name: "Léa Œuvrard", street: "1 rue des Lilas", street2: "", postalCode: "69003", city: "Lyon", country: "FR", phone: "", email: "lea@shop.example" };
    const orders = [{ order: order("K7Q2-M4XD"), lines: [line], contact }, { order: order("K7Q2-M4XE"), lines: [line], contact: null }] as unknown as WholeOrder[];
    const pdf = await slipsPdf(COMPANY, orders, locale);
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    expect(pdf.toString("latin1").match(/\/Type \/Page\b/g)).toHaveLength(2);
  });
});
