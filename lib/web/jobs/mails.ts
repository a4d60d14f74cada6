import "server-only";
import { eq } from "drizzle-orm";
import { parcels } from "@/db/schema/parcels";
import { transact } from "@/db/transact";
import { randomInt } from "node:crypto";
import { issueLinkToken, keepCode } from "@/lib/access/commands";
import { claimLinkEnds, signInLinkEnds } from "@/lib/access/rules";
import { takeOrdered } from "@/lib/cart/commands";
import { readHouse } from "@/lib/company/house/queries";
import { readCompany } from "@/lib/company/queries";
import type { JobHandler, JobOutcome } from "@/lib/jobs/types";
import { pathIn } from "@/lib/kernel/address";
import { DEFAULT_LOCALE, isLocale, type Locale } from "@/lib/kernel/locale";
import { findWallets } from "@/lib/ledger/queries";
import { findMember } from "@/lib/members/queries";
import { normaliseAddress } from "@/lib/members/rules";
import { remindUnclaimed, tellOrderPaid } from "@/lib/notify/commands";
import { ClaimPayload, CreditPayload, OrderPayload, RefundPayload, SignInPayload, WithdrawalPayload } from "@/lib/notify/input";
import { findCreditNews, findOrderNews } from "@/lib/notify/queries";
import { findOrder } from "@/lib/order/queries";
import { findRefund } from "@/lib/refund/queries";
import { findWithdrawal } from "@/lib/withdrawal/queries";
import { codeHash } from "../keyed";
import { db } from "../database";
import { termsPdf } from "../documents/terms";
import type { Letter } from "../letters/layout";
import { type Sender, claimLetter, creditLetter, dispatchedLetter, invitationLetter, orderLetter, refundLetter, signInLetter, withdrawalLetter } from "../letters/letters";
import { absolute, orderPath, withdrawalKey } from "../links";
import { mailer } from "../mail";
import { now } from "../time";
import { words } from "../words";
import { issueDocuments } from "./documents";
import { wakeJobs } from "./wake";

const DONE: JobOutcome = { result: "done" };
const home = (locale: Locale) => ({ locale, handle: null });

/** The address that a sign-in link leads to. Opening it shows a button; only that signs in. */
export function signInLink(locale: Locale, token: string): string {
  return absolute(pathIn(home(locale), `/sign-in/open?key=${token}`));
}

/** The link is made here, in the moment of sending, and lives in the mail alone: a second attempt makes another one. */
const sendSignIn: JobHandler = async ({ id, payload }) => {
  const { member: to, locale } = SignInPayload.parse(payload);
  const member = to && (await findMember(db(), to));
  if (!member || member.email === null || member.status !== "active") return DONE;
  const { email } = member;
  const endsAt = signInLinkEnds(now());
  const link = signInLink(locale, await freshToken(email, endsAt));
  const code = String(randomInt(1_000_000)).padStart(6, "0");
  await transact(db(), async (tx) => (await keepCode(tx, { email, hash: codeHash(email, code), endsAt }), { ok: true }));
  return send(id, email, await signInLetter(await readSender(), { locale, firstName: member.firstName, link, code }));
};

/** No link in it opens anything: whoever is invited signs in as everybody does. */
const sendInvitation: JobHandler = async ({ id, payload }) => {
  const member = await findMember(db(), ClaimPayload.parse(payload).member);
  if (!member || member.email === null || member.status !== "active") return DONE;
  return send(id, member.email, await invitationLetter(await readSender(), { locale: member.locale, firstName: member.firstName, link: absolute(pathIn(home(member.locale), "/office")) }));
};

const sendOrderConfirmed: JobHandler = async ({ id, payload }) => {
  const news = await findOrderNews(db(), OrderPayload.parse(payload).order);
  if (!news?.contact) return DONE;
  const { order, contact, buyer, handle } = news;
  const locale = localeOf(order.locale);
  // The wallet opens from the mailbox that identifies the member, and from no other.
  const mayClaim = buyer.claimedAt === null && buyer.status === "active" && normaliseAddress(contact.email) === buyer.email;
  const claim = mayClaim ? signInLink(locale, await freshToken(contact.email, claimLinkEnds(now()))) : null;
  const links = { order: absolute(orderPath(order.number, locale)), withdrawal: withdrawalLink(order.number, locale), shop: handle && absolute(pathIn({ locale, handle }, "/")), claim };
  const [company, { texts }] = await Promise.all([readSender(), readHouse(db())]);
  // A medium that lasts: the terms as they are today, not a link to what they may become. Directive 2011/83/EU, article 8(7)
  const terms = { filename: `${words(locale, "mail")("order.termsFile")}.pdf`, content: await termsPdf({ ...company, own: texts }, locale), contentType: "application/pdf" };
  return send(id, contact.email, { ...(await orderLetter(company, news, links)), attachments: [terms] });
};

const sendCreditReceived: JobHandler = async ({ id, payload }) => {
  const news = await findCreditNews(db(), CreditPayload.parse(payload));
  if (!news?.member.email) return DONE;
  const at = (path: `/${string}`) => absolute(pathIn(home(news.member.locale), path));
  const links = { credit: at(news.part === "sharer" ? "/wallet" : "/earnings"), choices: at("/profile#notices") };
  return send(id, news.member.email, await creditLetter(await readSender(), news, links));
};

const spreadOrderPaid: JobHandler = async ({ id, payload }) => {
  const { order } = OrderPayload.parse(payload);
  await transact(db(), async (tx) => {
    await tellOrderPaid(tx, { message: id, order, at: now() });
    // The buyer's browser may never have come back from the payment page.
    return takeOrdered(tx, order);
  });
  wakeJobs();
  return DONE;
};

const sendDispatched: JobHandler = async ({ id, payload }) => {
  const found = await findOrder(db(), OrderPayload.parse(payload).order);
  if (!found?.contact) return DONE;
  const locale = localeOf(found.order.locale);
  const sent = await db().select().from(parcels).where(eq(parcels.orderId, found.order.id));
  return send(id, found.contact.email, await dispatchedLetter(await readSender(), found, { locale, link: absolute(orderPath(found.order.number, locale)), parcels: sent }));
};

/** Issues the credit note first: a mail server that is away holds no document up. */
const sendRefunded: JobHandler = async ({ id, payload }) => {
  const refund = await findRefund(db(), RefundPayload.parse(payload).refund);
  if (!refund) return DONE;
  await issueDocuments(refund.orderId);
  const found = await findOrder(db(), refund.orderId);
  if (!found?.contact || refund.cardMinor + refund.walletMinor === 0n) return DONE;
  const locale = localeOf(found.order.locale);
  return send(id, found.contact.email, await refundLetter(await readSender(), found, { refund, locale, link: absolute(orderPath(found.order.number, locale)) }));
};

const sendWithdrawalReceipt: JobHandler = async ({ id, payload }) => {
  const withdrawal = await findWithdrawal(db(), WithdrawalPayload.parse(payload).withdrawal);
  const found = withdrawal && (await findOrder(db(), withdrawal.order));
  if (!found || !withdrawal.contact) return DONE;
  const link = withdrawalLink(found.order.number, withdrawal.locale);
  return send(id, withdrawal.contact.email, await withdrawalLetter(await readSender(), found, { withdrawal, link }));
};

const sendClaim: JobHandler = async ({ id, payload }) => {
  const member = await findMember(db(), ClaimPayload.parse(payload).member);
  if (!member || member.email === null || member.claimedAt !== null || member.status !== "active") return DONE;
  const company = await readSender();
  const { credit } = await findWallets(db(), member.id, company.currency);
  if (credit.available.minor <= 0n) return DONE;
  const link = signInLink(member.locale, await freshToken(member.email, claimLinkEnds(now())));
  return send(id, member.email, await claimLetter(company, { locale: member.locale, firstName: member.firstName, amount: credit.available, link }));
};

const REMIND_AFTER_DAYS = 3;
const DAY_MS = 86_400_000;

/** Asks for the reminders of the orders of one day, three days ago. */
export async function remindOfWallets(): Promise<void> {
  const to = new Date(now().getTime() - REMIND_AFTER_DAYS * DAY_MS);
  await transact(db(), (tx) => remindUnclaimed(tx, { from: new Date(to.getTime() - DAY_MS), to, at: now() }));
  wakeJobs();
}

/** Mails that follow from sales, by topic of the outbox. */
export const SALE_MAILS: Readonly<Record<string, JobHandler>> = {
  "order.paid": spreadOrderPaid,
  "mail.order_confirmed": sendOrderConfirmed,
  "mail.credit_received": sendCreditReceived,
  "mail.dispatched": sendDispatched,
  "mail.refunded": sendRefunded,
  "mail.withdrawal_receipt": sendWithdrawalReceipt,
  "mail.claim_wallet": sendClaim,
  "mail.operator_invited": sendInvitation,
};

/** Mails that somebody is waiting for in front of a screen. */
export const URGENT_MAILS: Readonly<Record<string, JobHandler>> = { "mail.sign_in": sendSignIn };

function localeOf(text: string): Locale {
  return isLocale(text) ? text : DEFAULT_LOCALE;
}

/** The withdrawal from an order, by a key that opens nothing else. */
function withdrawalLink(number: string, locale: Locale): string {
  return absolute(pathIn(home(locale), `/withdraw/${encodeURIComponent(number)}?key=${withdrawalKey(number)}`));
}

async function freshToken(email: string, endsAt: Date): Promise<string> {
  return (await transact(db(), async (tx) => ({ ok: true, token: await issueLinkToken(tx, { email, endsAt }) }))).token;
}

/** Whom letters are from. */
export async function readSender(): Promise<Sender> {
  const [company, { look }] = await Promise.all([readCompany(db()), readHouse(db())]);
  return { ...company, accent: look.accent };
}

/** Sends a letter in the name of a message: repeated, it keeps its id. */
export async function send(message: string, to: string, letter: Letter): Promise<JobOutcome> {
  const messageId = `${message}@${new URL(absolute("/")).hostname}`;
  const [{ name }, { sender }] = await Promise.all([readCompany(db()), readHouse(db())]);
  // Tells other programs not to answer by machine. RFC 3834
  const outcome = await mailer().send({ ...letter, to, messageId, sender: { ...sender, name: sender.name || name }, headers: { "Auto-Submitted": "auto-generated", ...letter.headers } });
  if (outcome.result === "sent") return DONE;
  if (outcome.result === "refused") return { result: "dead", code: "refused_by_mail_server", words: outcome.words };
  return { result: "retry", afterMs: null, why: outcome.why };
}
