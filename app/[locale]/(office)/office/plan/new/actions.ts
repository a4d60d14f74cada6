"use server";

import { redirect } from "next/navigation";
import * as z from "zod";
import { transact } from "@/db/transact";
import { readCompany } from "@/lib/company/queries";
import { pathIn } from "@/lib/kernel/address";
import { atWallClock, wallClock } from "@/lib/kernel/clock";
import { dateFormat } from "@/lib/kernel/formats";
import { parseId } from "@/lib/kernel/id";
import { formatMoney, money } from "@/lib/kernel/money";
import { publishPlan } from "@/lib/plan/commands";
import { definitionFrom } from "@/lib/plan/drafts/input";
import { previewPeriod } from "@/lib/plan/drafts/queries";
import type { PeriodPreview } from "@/lib/plan/drafts/types";
import { PARTIES } from "@/lib/plan/types";
import { operatorAction } from "@/lib/web/action";
import { db } from "@/lib/web/database";
import { currentPlace } from "@/lib/web/place";
import { words } from "@/lib/web/words";

const Draft = z.record(z.string().max(60), z.string().max(500));

/** "What would last month have paid?": the draft on the paid orders of the last whole month. Writes nothing. */
export const previewAction = operatorAction("plan", Draft, async ({ input, now }) => {
  const { currency, timeZone } = await readCompany(db());
  const [from, until] = lastMonth(now, timeZone);
  const outcome = await previewPeriod(db(), definitionFrom(input, currency), { from, until, currency });
  if (!outcome.ok) return { ok: false as const, reason: "invalid" as const };
  const { locale } = await currentPlace();
  return { ok: true as const, ...said(outcome.preview, { locale, month: dateFormat(locale, { month: "long", year: "numeric", timeZone }).format(from) }) };
});

/** The last whole month on the wall of that time zone. */
function lastMonth(now: Date, timeZone: string): [Date, Date] {
  const wall = wallClock(now, timeZone);
  const first = (back: number): Date => atWallClock(new Date(Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth() - back, 1)), timeZone);
  return [first(1), first(0)];
}

function said({ currency, orders, goodsMinor, today, then, stages, cut }: PeriodPreview, { locale, month }: { readonly locale: "fr" | "en"; readonly month: string }) {
  const t = words(locale, "officePlan");
  const say = (minor: bigint): string => formatMoney(money(minor, currency), locale);
  const row = (name: string, before: bigint, after: bigint) => ({ name, today: say(before), then: say(after), change: `${after > before ? "+" : ""}${say(after - before)}`, up: after > before });
  const paid = (shares: typeof today): bigint => shares.buyer + shares.sharer + shares.distributor;
  return {
    lead: orders === 0 ? t("preview.none", { month }) : t("preview.lead", { month, orders, goods: say(goodsMinor) }), cut,
    rows: orders === 0 ? [] : [
      ...PARTIES.map((party) => row(t(`parties.${party}`), today[party], then[party])),
      row(t("preview.paidOut"), paid(today), paid(then)),
      ...stages.filter((stage) => stage.orders > 0).map(({ stage, orders: count, todayMinor, thenMinor }) => row(t("preview.stage", { stage: t(`stages.${stage}`), orders: count }), todayMinor, thenMinor)),
    ],
  };
}

const Publish = z.looseObject({ deed: z.string().transform((text, context) => parseId("trail", text) ?? (context.addIssue("not_an_id"), z.NEVER)), startsOn: z.iso.date(), reason: z.string().trim().min(3).max(500) });

/** Publishes a version: final, and in force from the first moment of its day. */
export const publishAction = operatorAction("plan", Publish, async ({ by, input, now }) => {
  const { currency, timeZone } = await readCompany(db());
  const fields = Draft.parse(Object.fromEntries(Object.entries(input).filter(([name, value]) => typeof value === "string" && !name.startsWith("$"))));
  const startsAt = atWallClock(new Date(`${input.startsOn}T00:00:00Z`), timeZone);
  const outcome = await transact(db(), (tx) => publishPlan(tx, { definition: definitionFrom(fields, currency), startsAt, by: by.id, at: now, deed: { id: input.deed, reason: input.reason } }));
  if (!outcome.ok) return { ok: false as const, reason: outcome.reason };
  redirect(pathIn(await currentPlace(), "/office/plan"));
});
