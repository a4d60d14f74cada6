import "server-only";
import { transact } from "@/db/transact";
import { issueLinkToken } from "@/lib/access/commands";
import { claimLinkEnds, signInLinkEnds } from "@/lib/access/rules";
import { takeOrdered } from "@/lib/cart/commands";
import { readCompany } from "@/lib/company/queries";
import type { JobHandler, JobOutcome } from "@/lib/jobs/types";
import { pathIn } from "@/lib/kernel/address";
import { isLocale, type Locale } from "@/lib/kernel/locale";
import { findMember } from "@/lib/members/queries";
import { normaliseAddress } from "@/lib/members/rules";
import { tellOrderPaid } from "@/lib/notify/commands";
import { CreditPayload, OrderPayload, SignInPayload } from "@/lib/notify/input";
import { findCreditNews, findOrderNews } from "@/lib/notify/queries";
import { db } from "../database";
import type { Letter } from "../letters/layout";
import { creditLetter, orderLetter, signInLetter } from "../letters/letters";
import { absolute, orderPath } from "../links";
import { mailer } from "../mail";
import { now } from "../time";
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
  const link = signInLink(locale, await freshToken(member.email, signInLinkEnds(now())));
  return send(id, member.email, signInLetter(await readCompany(db()), { locale, firstName: member.firstName, link }));
};

const sendOrderConfirmed: JobHandler = async ({ id, payload }) => {
  const news = await findOrderNews(db(), OrderPayload.parse(payload).order);
  if (!news?.contact) return DONE;
  const { order, contact, buyer, handle } = news;
  const locale = isLocale(order.locale) ? order.locale : buyer.locale;
  // The wallet opens from the mailbox that identifies the member, and from no other.
  const mayClaim = buyer.claimedAt === null && buyer.status === "active" && normaliseAddress(contact.email) === buyer.email;
  const claim = mayClaim ? signInLink(locale, await freshToken(contact.email, claimLinkEnds(now()))) : null;
  const links = { order: absolute(orderPath(order.number, locale)), shop: handle && absolute(pathIn({ locale, handle }, "/")), claim };
  return send(id, contact.email, orderLetter(await readCompany(db()), news, links));
};

const sendCreditReceived: JobHandler = async ({ id, payload }) => {
  const news = await findCreditNews(db(), CreditPayload.parse(payload));
  if (!news?.member.email) return DONE;
  const wallet = absolute(pathIn(home(news.member.locale), "/wallet"));
  return send(id, news.member.email, creditLetter(await readCompany(db()), news, wallet));
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

/** Mails that follow from sales, by topic of the outbox. */
export const SALE_MAILS: Readonly<Record<string, JobHandler>> = {
  "order.paid": spreadOrderPaid,
  "mail.order_confirmed": sendOrderConfirmed,
  "mail.credit_received": sendCreditReceived,
};

/** Mails that somebody is waiting for in front of a screen. */
export const URGENT_MAILS: Readonly<Record<string, JobHandler>> = { "mail.sign_in": sendSignIn };

async function freshToken(email: string, endsAt: Date): Promise<string> {
  return (await transact(db(), async (tx) => ({ ok: true, token: await issueLinkToken(tx, { email, endsAt }) }))).token;
}

async function send(message: string, to: string, letter: Letter): Promise<JobOutcome> {
  const messageId = `${message}@${new URL(absolute("/")).hostname}`;
  // Tells other programs not to answer by machine. RFC 3834
  const outcome = await mailer().send({ ...letter, to, messageId, headers: { "Auto-Submitted": "auto-generated" } });
  if (outcome.result === "sent") return DONE;
  if (outcome.result === "refused") return { result: "dead", code: "refused_by_mail_server", words: outcome.words };
  return { result: "retry", afterMs: null, why: outcome.why };
}
