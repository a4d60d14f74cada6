"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import * as z from "zod";
import { transact } from "@/db/transact";
import { parseId } from "@/lib/kernel/id";
import { pathIn } from "@/lib/kernel/address";
import { AddressInput } from "@/lib/members/input";
import { normaliseAddress } from "@/lib/members/rules";
import { findOrderByNumber } from "@/lib/order/queries";
import { visitorAction } from "@/lib/web/action";
import { db } from "@/lib/web/database";
import { environment } from "@/lib/web/env";
import { wakeJobs } from "@/lib/web/jobs/wake";
import { opensWithdrawal, withdrawalKey } from "@/lib/web/links";
import { currentPlace } from "@/lib/web/place";
import { attempt } from "@/lib/web/rate-limit";
import { clientAddress } from "@/lib/web/request";
import { now } from "@/lib/web/time";
import { signedIn } from "@/lib/web/viewer";
import { declare, recordReturn } from "@/lib/withdrawal/commands";
import { listWithdrawals } from "@/lib/withdrawal/queries";
import type { GivenUp } from "@/lib/withdrawal/types";

type Sought = { readonly ok: false; readonly reason: "unknown" | "slow"; readonly given: Readonly<Record<string, string>> };

const NumberInput = z.string().trim().toUpperCase().min(4).max(40);

/** Leads whoever knows an order's number and address to its withdrawal. One answer for every mistake. */
export const findOrderAction = visitorAction(z.object({ number: NumberInput, email: AddressInput }), async ({ input: { number, email } }): Promise<Sought> => {
  const given = { number, email };
  if (!(await attempt("withdraw_by_address", clientAddress(await headers(), environment().proxyHops)))) return { ok: false, reason: "slow", given };
  const found = (await findOrderByNumber(db(), number)) ?? (await findOrderByNumber(db(), number.toLowerCase()));
  if (!found?.contact || found.order.paidAt === null || normaliseAddress(found.contact.email) !== email) return { ok: false, reason: "unknown", given };
  return redirect(pathIn(await currentPlace(), `/withdraw/${encodeURIComponent(found.order.number)}?key=${withdrawalKey(found.order.number)}`));
});

const WhoInput = z.object({ name: z.string().trim().min(1).max(100), email: AddressInput });

/** Confirms a withdrawal. Always leads back to its page: that one reads its address, so it can't show an answer without JavaScript. */
export async function confirmAction(form: FormData): Promise<never> {
  const { order, back } = await opened(form);
  const who = WhoInput.safeParse({ name: form.get("name"), email: form.get("email") });
  if (!who.success) return back("invalid");
  const { locale } = await currentPlace();
  const outcome = await transact(db(), (tx) => declare(tx, { order: order.id, lines: chosen(form), ...who.data, locale, at: now() }));
  if (!outcome.ok) return back(outcome.reason);
  wakeJobs();
  return back("done");
}

/** The buyer says how they sent the goods back. */
export async function giveProofAction(form: FormData): Promise<never> {
  const { order, back } = await opened(form);
  const withdrawal = parseId("withdrawal", textOf(form, "withdrawal"));
  const words = textOf(form, "proof").trim().slice(0, 200);
  const own = withdrawal !== null && (await listWithdrawals(db(), order.id)).some(({ id }) => id === withdrawal);
  if (!own || words === "") return back("");
  await transact(db(), (tx) => recordReturn(tx, { withdrawal, evidence: "proof", words, by: null, at: now() }));
  wakeJobs();
  return back("proof");
}

/** The order that the form's key opens, or that is the viewer's own; anybody else begins anew. */
async function opened(form: FormData) {
  const [place, number, key] = [await currentPlace(), textOf(form, "number"), textOf(form, "key")];
  const found = await findOrderByNumber(db(), number);
  const may = found && (opensWithdrawal(number, key) || (await signedIn())?.id === found.order.buyerId);
  if (!may) redirect(pathIn(place, "/withdraw"));
  const query = (state: string) => new URLSearchParams({ ...(key === "" ? {} : { key }), ...(state === "" ? {} : { state }) }).toString();
  return { order: found.order, back: (state: string): never => redirect(pathIn(place, `/withdraw/${encodeURIComponent(number)}?${query(state)}`)) };
}

/** Quantities by line, as the form names them. */
function chosen(form: FormData): GivenUp[] {
  return [...form].flatMap(([name, value]) => {
    const line = name.startsWith("quantity-") ? parseId("line", name.slice("quantity-".length)) : null;
    const quantity = typeof value === "string" && /^\d{1,4}$/.test(value) ? Number(value) : 0;
    return line !== null && quantity > 0 ? [{ line, quantity }] : [];
  });
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.slice(0, 300) : "";
}
