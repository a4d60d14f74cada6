"use server";

import { refresh } from "next/cache";
import * as z from "zod";
import { transact } from "@/db/transact";
import { appointOperator, changeTeam } from "@/lib/access/commands";
import { findOperatorRole } from "@/lib/access/queries";
import { OPERATOR_ROLES } from "@/lib/access/types";
import { findEditable, listAllProducts } from "@/lib/catalog/editing/queries";
import { readCompany } from "@/lib/company/queries";
import { sampleSale } from "@/lib/forwarding/samples/rules";
import { newId, parseId } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import { findOrEnrolBuyer } from "@/lib/members/commands";
import { AddressInput } from "@/lib/members/input";
import { enqueueMail } from "@/lib/notify/commands";
import { record } from "@/lib/trail/commands";
import { operatorAction } from "@/lib/web/action";
import { commission } from "@/lib/web/commission";
import { db } from "@/lib/web/database";
import { wakeJobs } from "@/lib/web/jobs/wake";

const Invitation = z.object({ email: AddressInput, firstName: z.string().trim().max(60), lastName: z.string().trim().max(60), role: z.enum(OPERATOR_ROLES) });

/** Invites somebody into the team: a member by their address, with a mail that says where the office is. Sent twice, it is one invitation. */
export const inviteAction = operatorAction("operators", Invitation, async ({ by, input, now }) => {
  const outcome = await transact(db(), async (tx) => {
    const member = await findOrEnrolBuyer(tx, { email: input.email, firstName: input.firstName, lastName: input.lastName, locale: by.locale, at: now });
    if ((await findOperatorRole(tx, member)) !== null) return { ok: false as const, reason: "already" as const, given: { ...input } };
    await appointOperator(tx, input.role, { member, by: by.id, at: now });
    await enqueueMail(tx, { id: newId("message", now.getTime()), topic: "mail.operator_invited", payload: { member }, key: `mail:${member}`, at: now });
    return { ok: true as const };
  });
  if (outcome.ok) wakeJobs();
  refresh();
  return outcome;
});

const Team = z.object({ member: z.string().max(40), role: z.enum([...OPERATOR_ROLES, "none"]) });

/** Gives an operator another role, or none. */
export const roleAction = operatorAction("operators", Team, async ({ by, input, now }) => {
  const member = parseId("member", input.member);
  if (member === null) return { ok: false as const, reason: "no_operator" as const };
  const outcome = await transact(db(), (tx) => changeTeam(tx, input.role === "none" ? null : input.role, { member, by: by.id, at: now }));
  refresh();
  return outcome;
});

/**
 * Sends a sale that nobody made to the commission system, and at once its whole return, so that nothing of it stays in their sums. No
 * order, wallet or stock of ours is touched; the number says what it is.
 */
export const testSaleAction = operatorAction("settings", z.object({}), async ({ by, now }) => {
  const [{ currency }, [product]] = await Promise.all([readCompany(db()), listAllProducts(db(), { status: "active", limit: 1 })]);
  const sold = product && (await findEditable(db(), product.slug))?.variants.find(({ row }) => row.active);
  if (!sold) return { ok: false as const, reason: "no_product" as const };
  const { sale, refund } = sampleSale({ order: newId("order", now.getTime()), refund: newId("refund", now.getTime()), ids: [newId("message", now.getTime()), newId("message", now.getTime() + 1)], buyer: by.id, sku: sold.row.sku, price: money(sold.row.priceMinor, currency), at: now });
  const sent = await commission().deliver(sale, false);
  const taken = sent.outcome.result === "accepted" || sent.outcome.result === "duplicate";
  const back = taken ? await commission().deliver(refund, false) : null;
  await transact(db(), async (tx) => {
    await record(tx, { actor: by.id, action: "commission.tested", subject: commission().destination, after: { number: sale.number, sale: sent.outcome.result, refund: back?.outcome.result ?? null }, at: now });
    return { ok: true };
  });
  const why = sent.outcome.result === "retry" ? sent.outcome.why : sent.outcome.result === "refused" ? sent.outcome.words : "";
  const tookMs = sent.exchanges.reduce((sum, { startedAt, finishedAt }) => sum + finishedAt.getTime() - startedAt.getTime(), 0);
  return taken
    ? { ok: true as const, number: sale.number, reference: "externalReference" in sent.outcome ? sent.outcome.externalReference : "", tookMs, returned: back?.outcome.result === "accepted" || back?.outcome.result === "duplicate" }
    : { ok: false as const, reason: sent.outcome.result === "refused" ? ("refused" as const) : ("unreachable" as const), why };
});
