import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { orderContacts } from "@/db/schema/orders";
import { aViralSale, type Bought } from "@/db/testing/bought";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { members } from "@/db/schema/members";
import { transact } from "@/db/transact";
import { listInvoices } from "@/lib/invoice/queries";
import { fulfil } from "@/lib/order/commands";
import { publishPlan } from "@/lib/plan/commands";
import { definitionOf, DEFAULT_PLAN } from "@/lib/plan/rules";
import { acceptRefund } from "@/lib/refund/commands";
import { type MailCatcher, startMailCatcher } from "@/lib/sandbox/mail/catcher";
import { declare } from "@/lib/withdrawal/commands";
import { startWorking } from "./start";
import { wakeJobs } from "./wake";

type Caught = { readonly subject: string; readonly text: string; readonly html: string; readonly from: readonly { readonly name: string }[]; readonly to: readonly { readonly address: string }[]; readonly attachments?: readonly { readonly contentType: string }[] };

const eventually = { timeout: 40_000, interval: 100 };
const dir = mkdtempSync(path.join(tmpdir(), "cagnotte-mails-"));
let test: TestDatabase;
let catcher: MailCatcher;
let stop: () => Promise<void>;

beforeAll(async () => {
  [test, catcher] = await Promise.all([freshDatabase(), startMailCatcher({ smtpPort: 0, webPort: 0, dir })]);
  const environment = {
    DATABASE_URL: test.url, APP_URL: "http://shop.test", AUTH_SECRET: "a".repeat(40), LINK_SECRET: "b".repeat(40), STRIPE_SECRET_KEY: "sk_test_x", STRIPE_WEBHOOK_SECRET: "whsec_x",
    STRIPE_API_BASE: "http://127.0.0.1:1", COMMISSION_API_BASE: "http://127.0.0.1:1", COMMISSION_SECRET: `whsec_${Buffer.alloc(32, 7).toString("base64")}`,
    SMTP_URL: catcher.smtpUrl, MAIL_FROM: "shop@shop.test",
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  await transact(test.db, (tx) => publishPlan(tx, { definition: definitionOf(DEFAULT_PLAN), startsAt: new Date(0), by: null, at: new Date(0) }));
  stop = await startWorking();
});
afterAll(async () => {
  await stop();
  await Promise.all([catcher.close(), test.close()]);
  rmSync(dir, { recursive: true, force: true });
});

/** A sale whose buyer has a postal address. */
async function aSale(email?: string): Promise<Bought & { readonly email: string }> {
  const bought = await aViralSale(test);
  const to = email ?? `${bought.buyer}@test.example`;
  await test.db.insert(orderContacts).values({ orderId: bought.order, email: to, name: "Léa Martin", street: "1 rue", postalCode: "04000", city: "Digne", country: "FR" });
  wakeJobs();
  return { ...bought, email: to };
}

async function mailsTo(address: string): Promise<readonly Caught[]> {
  const all = (await (await fetch(`${catcher.webUrl}/api/email`)).json()) as readonly Caught[];
  return all.filter(({ to }) => to.some((one) => one.address === address));
}
const subjectsTo = async (address: string) => (await mailsTo(address)).map(({ subject }) => subject.replaceAll(/[\u00a0\u202f]/g, " ")).sort();

it("tells buyer, sharer and distributor, each in their language, with the terms attached for the buyer", async () => {
  const { email, sharer, distributor } = await aSale();
  await test.db.update(members).set({ locale: "en" }).where(eq(members.id, sharer));
  await expect.poll(() => subjectsTo(email), eventually).toEqual([expect.stringMatching(/^Commande [0-9a-f]+ confirmée : 10,00 € dans votre cagnotte$/)]);
  await expect.poll(() => subjectsTo(`${sharer}@test.example`), eventually).toEqual(["€10.00 more in your wallet"]);
  await expect.poll(() => subjectsTo(`${distributor}@test.example`), eventually).toEqual(["Nouvelle vente : 20,00 € pour vous"]);
  const [confirmation] = await mailsTo(email);
  expect(confirmation?.attachments?.map(({ contentType }) => contentType)).toEqual(["application/pdf"]);
  expect(confirmation?.from.map(({ name }) => name), "the company's name, whatever the mail server calls itself").toEqual(["Cagnotte"]);
  expect(confirmation?.text).toContain("http://shop.test/withdraw/");
  expect(confirmation?.html).toContain('lang="fr"');
});

it("tells of dispatch, withdrawal and refund once each", async () => {
  const { email, order } = await aSale();
  await transact(test.db, (tx) => fulfil(tx, order, new Date()));
  const declaration = { order, lines: null, name: "Léa Martin", email, locale: "en", at: new Date() } as const;
  for (let n = 0; n < 2; n += 1) await transact(test.db, (tx) => declare(tx, declaration));
  await transact(test.db, (tx) => acceptRefund(tx, { order, request: { kind: "amount", amountMinor: 2_500n }, by: null, at: new Date() }));
  wakeJobs();
  await expect.poll(() => subjectsTo(email), eventually).toEqual([
    expect.stringMatching(/^Commande/), expect.stringMatching(/^Receipt of your withdrawal/), expect.stringMatching(/^Remboursement de 25,00 €/), expect.stringMatching(/est en route$/),
  ]);
  const receipt = (await mailsTo(email)).find(({ subject }) => subject.startsWith("Receipt"));
  expect(receipt?.text).toMatch(/We received your withdrawal on .+ \d{4} at \d\d:\d\d/);
  expect((await listInvoices(test.db, order)).map(({ kind }) => kind)).toEqual(["invoice", "credit_note"]);
});

it("a mailbox that bounces and a mail server that is away hold up neither other mails nor documents", async () => {
  const bounced = await aSale("no mailbox");
  const other = await aSale();
  await expect.poll(() => subjectsTo(other.email), eventually).toHaveLength(1);
  await expect.poll(() => listInvoices(test.db, bounced.order), eventually).toHaveLength(1);
  await catcher.close();
  const waiting = await aSale();
  await transact(test.db, (tx) => acceptRefund(tx, { order: waiting.order, request: { kind: "amount", amountMinor: 2_500n }, by: null, at: new Date() }));
  wakeJobs();
  await expect.poll(async () => (await listInvoices(test.db, waiting.order)).map(({ kind }) => kind), eventually).toEqual(["invoice", "credit_note"]);
});
