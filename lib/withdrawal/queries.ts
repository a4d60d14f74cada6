import "server-only";
import { and, asc, desc, eq, inArray, isNotNull, isNull, lte, or, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { orderLines, orders } from "@/db/schema/orders";
import { parcels } from "@/db/schema/parcels";
import { settings } from "@/db/schema/plan";
import { withdrawalContacts, withdrawalLines, withdrawals } from "@/db/schema/withdrawals";
import type { OrderId, WithdrawalId } from "@/lib/kernel/id";
import { isLocale } from "@/lib/kernel/locale";
import { findRefundBook } from "@/lib/refund/queries";
import { leftOf } from "@/lib/refund/rules";
import { WithdrawalSettingsInput } from "./input";
import { leftToGiveUp, receiptOf, withdrawalPeriod } from "./rules";
import type { OfficeWithdrawal, Withdrawable, Withdrawal, WithdrawalFilter, WithdrawalSettings } from "./types";

/** The settings of this domain; those of a new installation where nothing was written. */
export async function readWithdrawalSettings(reader: Reader): Promise<WithdrawalSettings> {
  const [row] = await reader.select({ value: settings.value }).from(settings).where(eq(settings.key, "withdrawal"));
  return WithdrawalSettingsInput.parse(row?.value ?? {});
}

/** What can still be given up of an order, and until when; null when it was never paid. */
export async function findWithdrawable(reader: Reader, order: OrderId, now: Date): Promise<Withdrawable | null> {
  const book = await findRefundBook(reader, order);
  if (!book) return null;
  const pending = (await listWithdrawals(reader, order)).filter(({ refund, nothingLeft }) => refund === null && !nothingLeft);
  const left = leftOf(book.refundable, book.past).lines.map(({ line, quantity }) => ({ line, quantity }));
  const sent = await reader.select({ sentAt: parcels.sentAt, receivedAt: parcels.receivedAt }).from(parcels).where(eq(parcels.orderId, order));
  const received = receiptOf(book.order.fulfilledAt, sent, await readWithdrawalSettings(reader));
  const period = withdrawalPeriod(received, { timeZone: book.order.timeZone, now });
  return { period, lines: leftToGiveUp(left, pending.flatMap(({ lines }) => lines)) };
}

/** The withdrawals from an order, in the order of their declaration. */
export async function listWithdrawals(reader: Reader, order: OrderId): Promise<Withdrawal[]> {
  return whole(reader, await reader.select().from(withdrawals).where(eq(withdrawals.orderId, order)).orderBy(asc(withdrawals.declaredAt), asc(withdrawals.id)));
}

/** A withdrawal by its id. */
export async function findWithdrawal(reader: Reader, id: WithdrawalId): Promise<Withdrawal | null> {
  const [found] = await whole(reader, await reader.select().from(withdrawals).where(eq(withdrawals.id, id)));
  return found ?? null;
}

/** A page of withdrawals by key: those that wait, the most pressing first; or those that are through, the latest first. */
export async function listOfficeWithdrawals(reader: Reader, { state, search, after, limit }: WithdrawalFilter): Promise<{ readonly rows: readonly OfficeWithdrawal[]; readonly more: boolean }> {
  const [waits, text] = [state === "waiting", search.trim()];
  const last = after && sql.param(after, withdrawals.id);
  const found = await reader
    .select({ row: withdrawals, number: orders.number })
    .from(withdrawals)
    .innerJoin(orders, eq(orders.id, withdrawals.orderId))
    .leftJoin(withdrawalContacts, eq(withdrawalContacts.withdrawalId, withdrawals.id))
    .where(and(
      waits ? and(isNull(withdrawals.refundId), eq(withdrawals.nothingLeft, false)) : or(isNotNull(withdrawals.refundId), withdrawals.nothingLeft),
      text === "" ? undefined : sql`(starts_with(lower(${orders.number}), lower(${text})) or position(lower(${text}) in lower(${withdrawalContacts.name})) > 0)`,
      last && (waits ? sql`(${withdrawals.refundBy}, ${withdrawals.id}) > (select w.refund_by, w.id from ${withdrawals} w where w.id = ${last})` : sql`${withdrawals.id} < ${last}`),
    ))
    .orderBy(...(waits ? [asc(withdrawals.refundBy), asc(withdrawals.id)] : [desc(withdrawals.id)]))
    .limit(limit + 1);
  const page = found.slice(0, limit);
  const shown = await whole(reader, page.map(({ row }) => row));
  const ids = shown.flatMap(({ lines }) => lines.map(({ line }) => line));
  const titles = ids.length === 0 ? [] : await reader.select({ id: orderLines.id, title: orderLines.title }).from(orderLines).where(inArray(orderLines.id, ids));
  const rows = shown.map((one, n) => ({ ...one, number: page[n]?.number ?? "", lines: one.lines.map((line) => ({ ...line, title: titles.find(({ id }) => id === line.line)?.title ?? { fr: "" } })) }));
  return { rows, more: found.length > limit };
}

/** Withdrawals whose last day has come, with the buyer's proof of dispatch: for the clock. */
export async function listDueWithdrawals(reader: Reader, now: Date, limit: number): Promise<{ readonly id: WithdrawalId }[]> {
  const due = and(isNull(withdrawals.refundId), eq(withdrawals.nothingLeft, false), eq(withdrawals.evidence, "proof"), lte(withdrawals.refundBy, now));
  return reader.select({ id: withdrawals.id }).from(withdrawals).where(due).orderBy(asc(withdrawals.refundBy)).limit(limit);
}

async function whole(reader: Reader, rows: readonly (typeof withdrawals.$inferSelect)[]): Promise<Withdrawal[]> {
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return [];
  const lines = await reader.select().from(withdrawalLines).where(inArray(withdrawalLines.withdrawalId, ids));
  const contacts = await reader.select().from(withdrawalContacts).where(inArray(withdrawalContacts.withdrawalId, ids));
  return rows.map(({ id, orderId, locale, declaredAt, whole: all, refundBy, evidence, refundId, nothingLeft }) => ({
    id, declaredAt, refundBy, evidence, nothingLeft,
    order: orderId, locale: isLocale(locale) ? locale : "fr", whole: all, refund: refundId,
    lines: lines.filter((one) => one.withdrawalId === id).map(({ orderLineId, quantity }) => ({ line: orderLineId, quantity })),
    contact: contacts.find((one) => one.withdrawalId === id) ?? null,
  }));
}
