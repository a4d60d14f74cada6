"use server";

import { headers } from "next/headers";
import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { transact } from "@/db/transact";
import { keepDraft } from "@/lib/cart/commands";
import { place } from "@/lib/checkout/commands";
import { parseCheckout } from "@/lib/checkout/input";
import { CHECKOUT_FIELDS, type CheckoutForm, type FieldProblem, type PlaceOutcome, type PlaceRefusal, type Placing } from "@/lib/checkout/types";
import { readCompany } from "@/lib/company/queries";
import { ProviderUnavailable } from "@/lib/gateway/stripe/errors";
import { pathIn } from "@/lib/kernel/address";
import type { CartId } from "@/lib/kernel/id";
import { localized } from "@/lib/kernel/locale";
import { formatMoney, money } from "@/lib/kernel/money";
import { findListed, searchListed } from "@/lib/members/listed/queries";
import { findShop } from "@/lib/members/queries";
import type { Listed } from "@/lib/members/types";
import { clear, openPayment, settle } from "@/lib/order/commands";
import { findOrder } from "@/lib/order/queries";
import { readCartId } from "@/lib/web/cart-cookie";
import { rememberedShop } from "@/lib/web/consent";
import { db, hot } from "@/lib/web/database";
import { environment } from "@/lib/web/env";
import { wakeJobs } from "@/lib/web/jobs/wake";
import { absolute, orderKey } from "@/lib/web/links";
import { payments } from "@/lib/web/payments";
import { attempt } from "@/lib/web/rate-limit";
import { clientAddress } from "@/lib/web/request";
import { type CurrentShop, currentShop } from "@/lib/web/shop";
import { now } from "@/lib/web/time";
import { signedIn } from "@/lib/web/viewer";
import { words } from "@/lib/web/words";

/** What the form shows when it did not work: a sentence, what to mend, and every value as it was typed. */
export type CheckoutState = {
  readonly sentence: string;
  readonly problems: readonly FieldProblem[];
  readonly values: Readonly<Record<string, string>>;
  /** Whom the answer to "who told you about us?" may mean, when that is not clear. */
  readonly people: readonly Listed[];
};

/** How often placing is tried when an earlier order of the cart has to make way first. */
const TRIES = 2;

/** Places the order and leads to the payment page, or straight to the thank-you page when credit pays everything. */
export async function placeOrderAction(_previous: CheckoutState | null, form: FormData): Promise<CheckoutState> {
  const shop = await currentShop();
  const cart = await readCartId();
  if (cart === null) redirect(pathIn(shop.place, "/cart"));
  const values = valuesOf(form);
  const answered = await tryToPlace(cart, form, { shop, values });
  if ("next" in answered) redirect(answered.next);
  // What it is refused for may be news to the page: another price, a piece less.
  refresh();
  await transact(db(), (tx) => keepDraft(tx, cart, JSON.stringify(answered)));
  // A browser without JavaScript is shown no answer of an action on a page of its own request: the draft brings it.
  if ((await headers()).get("next-action") === null) redirect(`${pathIn(shop.place, "/checkout")}?refused=1`);
  return answered;
}

type Sent = { readonly shop: CurrentShop; readonly values: CheckoutState["values"] };

async function tryToPlace(cart: CartId, form: FormData, { shop, values }: Sent): Promise<CheckoutState | { readonly next: string }> {
  const t = words(shop.place.locale, "checkout");
  const refuse = (sentence: string, problems: readonly FieldProblem[] = [], people: CheckoutState["people"] = []): CheckoutState => ({ sentence, problems, values, people });
  const { currency } = await readCompany(db());
  const parsed = parseCheckout(values, currency);
  if (!parsed.ok) return refuse(t("refused.invalid"), ...(await withPeople(parsed.problems, values)));
  const answer = await answerOf(parsed.form);
  if (answer === "unknown") return refuse(t("refused.unknown_handle"), ...(await withPeople([{ field: "answerHandle", reason: "not_a_handle" }], values)));
  // Whatever happens at the provider, the form is as the buyer left it.
  await transact(db(), (tx) => keepDraft(tx, cart, JSON.stringify(refuse(""))));
  try {
    const placed = await placeCart(cart, { shop, answer, form: parsed.form, seenTotalMinor: seenTotal(form) });
    if (!placed.ok) return refuse(sentenceOf(placed, shop, currency));
    const next = await pay(placed, shop);
    return next === null ? refuse(t("refused.placed_before")) : { next };
  } catch (error) {
    if (error instanceof ProviderUnavailable) return refuse(t("refused.payment_unavailable"));
    throw error;
  }
}

/** The fields of the form that are ours, as typed. The consent to the terms is given anew each time. */
function valuesOf(form: FormData): Record<string, string> {
  return Object.fromEntries(CHECKOUT_FIELDS.flatMap((name) => {
    const value = form.get(name);
    return typeof value === "string" ? [[name, value.slice(0, 500)]] : [];
  }));
}

function seenTotal(form: FormData): bigint {
  const text = form.get("seenTotal");
  return typeof text === "string" && /^\d{1,15}$/.test(text) ? BigInt(text) : -1n;
}

/** A name instead of a handle: those who may be meant, to choose from. Also for whoever has no script to be shown them while typing. */
async function withPeople(problems: readonly FieldProblem[], { answerHandle = "" }: CheckoutState["values"]): Promise<[readonly FieldProblem[], CheckoutState["people"]]> {
  if (!problems.some(({ field }) => field === "answerHandle")) return [problems, []];
  const from = clientAddress(await headers(), environment().proxyHops);
  const people = (await attempt("find_listed_by_address", from)) ? await searchListed(db(), answerHandle) : [];
  return [people.length === 0 ? problems : problems.map((one) => (one.field === "answerHandle" ? { ...one, reason: "choose_one" } : one)), people];
}

type Answer = Placing["answer"];

/** Whom the answer names: a distributor who agreed to be listed, or anybody by their exact handle. */
async function answerOf({ answer }: CheckoutForm): Promise<Answer | "unknown"> {
  if (answer === null) return null;
  if (answer.kind === "nobody") return { member: null };
  if (answer.kind === "member") return (await findListed(db(), answer.member)) ? { member: answer.member } : "unknown";
  const found = await findShop(db(), answer.handle);
  const open = found.kind === "moved" ? await findShop(db(), found.handle) : found;
  return open.kind === "open" ? { member: open.shop.memberId } : "unknown";
}

type Wish = { readonly shop: CurrentShop; readonly answer: Answer; readonly form: CheckoutForm; readonly seenTotalMinor: bigint };

/** Places; an earlier order of the same cart makes way, and one that turns out to be paid is shown instead. */
async function placeCart(cart: CartId, wish: Wish): Promise<PlaceOutcome> {
  const [viewer, remembered] = [(await signedIn())?.id ?? null, await rememberedShop()];
  for (let attempt = 1; ; attempt += 1) {
    const at = now();
    const { form, answer, seenTotalMinor, shop } = wish;
    const outcome = await transact(db(), (tx) =>
      place(tx, { cart, form, viewer, shop: shop.owner, link: shop.link, remembered, answer, seenTotalMinor, locale: shop.place.locale, at }));
    if (outcome.ok || outcome.reason !== "placed_before" || attempt >= TRIES) return outcome;

    const { state } = await clear({ db: db(), hot: hot(), payments: payments() }, { id: outcome.order, sessionId: outcome.sessionId }, { ending: "cancelled", at });
    if (state === "paid") {
      wakeJobs();
      const paid = await findOrder(db(), outcome.order);
      if (paid) redirect(pathOfOrder(shop, paid.order.number));
    }
  }
}

function pathOfOrder({ place: where }: CurrentShop, number: string): string {
  return `${pathIn(where, `/order/${number}`)}?key=${orderKey(number)}`;
}

/**
 * Where the buyer goes next: the provider's page, or the order itself when nothing is left to pay. Null when another tab has placed the
 * cart anew in the meantime.
 */
async function pay(placed: PlaceOutcome & { ok: true }, shop: CurrentShop): Promise<string | null> {
  if (placed.cardMinor === 0n) {
    const { currency } = await readCompany(db());
    await settle(hot(), [{ order: placed.order, payment: null, amount: money(0n, currency), paidAt: now() }]);
    wakeJobs();
    return pathOfOrder(shop, placed.number);
  }
  const t = words(shop.place.locale, "checkout");
  const opened = await openPayment({ db: db(), payments: payments() }, {
    order: placed.order,
    locale: shop.place.locale,
    remainderLabel: t("pay.remainder", { number: placed.number }),
    shippingLabel: t("summary.delivery"),
    successUrl: `${absolute(pathIn(shop.place, "/order/return"))}?session={CHECKOUT_SESSION_ID}`,
    cancelUrl: `${absolute(pathIn(shop.place, "/checkout"))}?cancelled=1`,
  });
  return opened?.url ?? null;
}

function sentenceOf(refusal: PlaceRefusal, { place: { locale } }: CurrentShop, currency: Parameters<typeof money>[1]): string {
  const t = words(locale, "checkout");
  const say = (minor: bigint): string => formatMoney(money(minor, currency), locale);
  switch (refusal.reason) {
    case "out_of_stock":
      return t("refused.out_of_stock", { what: refusal.lines.map(({ title, left }) => `${localized(title, locale)} (${left})`).join(", ") });
    case "total_changed":
      return t("refused.total_changed", { total: say(refusal.totalMinor) });
    case "below_minimum":
    case "not_in_steps":
      return t(`refused.${refusal.reason}`, { minimum: say(refusal.minimumMinor) });
    default:
      return t(`refused.${refusal.reason}`);
  }
}
