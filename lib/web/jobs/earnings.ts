import "server-only";
import { transact } from "@/db/transact";
import { readCompany } from "@/lib/company/queries";
import { catchUp, findEarners, projectAll } from "@/lib/earnings/commands";
import { askForLetters } from "@/lib/earnings/letters/commands";
import { findWeekNews, wantsLetters } from "@/lib/earnings/letters/queries";
import { weekToTell } from "@/lib/earnings/letters/rules";
import { endPayout, markTransferred } from "@/lib/earnings/payouts/commands";
import { TransferPayload } from "@/lib/earnings/payouts/input";
import { findDestination, findPayout } from "@/lib/earnings/payouts/queries";
import { wallTime } from "@/lib/earnings/rules";
import { ProviderRefused, ProviderUnavailable } from "@/lib/gateway/stripe/errors";
import type { JobHandler, JobOutcome } from "@/lib/jobs/types";
import { pathIn } from "@/lib/kernel/address";
import { findMember } from "@/lib/members/queries";
import { AnswerPayload, PayoutPayload, WeekPayload } from "@/lib/notify/input";
import { db } from "../database";
import { applicationLetter, payoutLetter } from "../letters/distributors";
import { weekLetter } from "../letters/week";
import { absolute, lettersKey } from "../links";
import { payees } from "../payments";
import { now } from "../time";
import { readSender, send } from "./mails";
import { wakeJobs } from "./wake";

const DONE: JobOutcome = { result: "done" };

/** Takes what was earned since into the read models. */
export async function projectEarnings(): Promise<void> {
  await projectAll(db(), await readCompany(db()));
}

/** Makes those known who earned for the first time. */
export async function noticeEarners(): Promise<void> {
  await findEarners(db());
}

/** Asks for the weekly letters when it is time for them. */
export async function askForWeeklyLetters(): Promise<void> {
  const { currency, timeZone } = await readCompany(db());
  const week = weekToTell(wallTime(now(), timeZone));
  if (week === null) return;
  const { asked } = await transact(db(), (tx) => askForLetters(tx, { week, currency, at: now() }));
  if (asked > 0) wakeJobs();
}

/** In the member's language. Who has said no meanwhile gets nothing. */
const sendWeek: JobHandler = async ({ id, payload }) => {
  const { member: of, week } = WeekPayload.parse(payload);
  const member = await findMember(db(), of);
  if (!member || member.email === null || member.status !== "active" || !(await wantsLetters(db(), of))) return DONE;
  const company = await readSender();
  const book = { owner: of, currency: company.currency, timeZone: company.timeZone };
  await catchUp(db(), book);
  const news = await findWeekNews(db(), book, week);
  if (!news) return DONE;
  const { locale, firstName } = member;
  const at = (path: `/${string}`) => absolute(pathIn({ locale, handle: null }, path));
  const signed = `of=${of}&key=${lettersKey(of)}`;
  const links = { earnings: at("/earnings?period=week"), stop: at(`/earnings/letters?${signed}&stop`), post: at(`/earnings/letters/stop?${signed}`) };
  return send(id, member.email, await weekLetter(company, news, { to: { locale, firstName }, links }));
};

const sendAnswer: JobHandler = async ({ id, payload }) => {
  const { member: of, answer } = AnswerPayload.parse(payload);
  const member = await findMember(db(), of);
  if (!member || member.email === null || member.status !== "active") return DONE;
  const link = absolute(pathIn({ locale: member.locale, handle: null }, answer === "approved" ? "/earnings" : "/profile/apply"));
  return send(id, member.email, await applicationLetter(await readSender(), answer, { to: member, link }));
};

const sendPayoutEnded: JobHandler = async ({ id, payload }) => {
  const { payout: of, ending } = PayoutPayload.parse(payload);
  const payout = await findPayout(db(), of);
  const member = payout && (await findMember(db(), payout.member));
  if (!member || member.email === null) return DONE;
  const link = absolute(pathIn({ locale: member.locale, handle: null }, "/earnings/payouts"));
  return send(id, member.email, await payoutLetter(await readSender(), { amount: payout.amount, ending }, { to: member, link }));
};

export const EARNING_MAILS: Readonly<Record<string, JobHandler>> = { "mail.week": sendWeek, "mail.application_answered": sendAnswer, "mail.payout_ended": sendPayoutEnded };

/** Sends an approved pay-out by the provider. Refused there, it has failed, and its amount returns to the wallet. */
const transfer: JobHandler = async ({ payload }) => {
  const { payout: id } = TransferPayload.parse(payload);
  const payout = await findPayout(db(), id);
  if (payout?.status !== "approved") return DONE;
  const { stripeAccount } = await findDestination(db(), payout.member);
  const fail = async (reason: string) => {
    await transact(db(), (tx) => endPayout(tx, { payout: id, by: "job", result: "failed", reason, at: now() }));
    return DONE;
  };
  if (stripeAccount === null) return fail("no_destination");
  try {
    const { reference } = await payees().transfer({ payout: id, account: stripeAccount, amount: payout.amount });
    await transact(db(), (tx) => markTransferred(tx, id, { reference, at: now() }));
    return DONE;
  } catch (error) {
    if (error instanceof ProviderUnavailable) return { result: "retry", afterMs: null, why: error.message };
    if (error instanceof ProviderRefused) return fail(error.code);
    throw error;
  }
};

export const PAYOUTS: Readonly<Record<string, JobHandler>> = { "payout.transfer": transfer };
