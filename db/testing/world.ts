import { sql } from "drizzle-orm";
import type { Sql } from "postgres";
import { place } from "../../lib/checkout/commands";
import type { CheckoutForm } from "../../lib/checkout/types";
import { writeCompany } from "../../lib/company/commands";
import { CompanyInput } from "../../lib/company/input";
import { recordDispute } from "../../lib/dispute/commands";
import type { ProviderDispute, ProviderRefund } from "../../lib/gateway/stripe/types";
import { type CartId, idOf, type LineId, type MemberId, newId, type OrderId, type RefundId, uuidOf, type VariantId } from "../../lib/kernel/id";
import { money } from "../../lib/kernel/money";
import { pgArray } from "../../lib/kernel/pg";
import { end, settle } from "../../lib/order/commands";
import type { Ending } from "../../lib/order/types";
import { publishPlan } from "../../lib/plan/commands";
import { DEFAULT_PLAN, definitionOf } from "../../lib/plan/rules";
import type { Plan } from "../../lib/plan/types";
import { acceptRefund, adoptProviderRefund, cancelRefund, recordProviderRefund, retryOwed, settleOtherwise } from "../../lib/refund/commands";
import type { NewRefund } from "../../lib/refund/types";
import type { Hot, Tx } from "../client";
import { transact, WithLast } from "../transact";
import type { TestDatabase } from "./database";
import type { NaiveMember, NaivePlan, NaiveThing } from "./naive-types";

/** What a call goes through: nothing, a repetition, a twin at the same moment, or the death of its connection before the commit. */
export type Mishap = "none" | "again" | "twin" | "killed";

type Stages = Plan["stages"];
const parts = (...[buyer, sharer, distributor, company]: readonly [number, number, number, number]): Stages["viral"] => ({ buyer, sharer, distributor, company });

/** Three plans, one after the other: the ordinary one; a small net one with limits; one that pays on spent credit. */
const PLANS: readonly { readonly from: Date; readonly plan: Plan }[] = [
  { from: new Date("2026-01-01T00:00:00Z"), plan: DEFAULT_PLAN },
  {
    from: new Date("2026-03-01T00:00:00Z"),
    plan: {
      ...DEFAULT_PLAN, totalRateBps: 2_500, base: "net", binding: "months:1", selfPurchase: "buyer-only", minBaseMinor: 1_500n, capPoolMinor: 1_200n,
      stages: { direct: parts(500, 0, 1_500, 500), viral: parts(600, 700, 800, 400), organic: parts(500, 0, 0, 2_000), self: parts(500, 0, 2_000, 0) },
    },
  },
  {
    from: new Date("2026-06-01T00:00:00Z"),
    plan: {
      ...DEFAULT_PLAN, totalRateBps: 3_333, earnOnCredit: true, binding: "per-order",
      stages: { direct: parts(1_111, 0, 2_222, 0), viral: parts(1_111, 1_111, 1_111, 0), organic: parts(1_110, 0, 0, 2_223), self: parts(1_000, 0, 2_333, 0) },
    },
  },
];

/** Publishes the plans that every world trades under, in a time zone whose clocks never change. */
export async function publishPlans({ db }: TestDatabase): Promise<void> {
  await transact(db, async (tx) => (await writeCompany(tx, CompanyInput.parse({ timeZone: "Africa/Tunis" }), new Date(0)), { ok: true }));
  for (const { from, plan } of PLANS) {
    const at = new Date(from.getTime() - 1);
    await transact(db, (tx) => publishPlan(tx, { definition: definitionOf(plan), startsAt: from, by: null, at }));
  }
}

/** The same plans for the naive shop. */
export const NAIVE_PLANS: readonly NaivePlan[] = PLANS.map(({ from, plan }) => {
  const row = ({ buyer, sharer, distributor, company }: Stages["viral"]) => [BigInt(buyer), BigInt(sharer), BigInt(distributor), BigInt(company)] as const;
  const { direct, viral, organic, self } = plan.stages;
  return {
    from, rate: BigInt(plan.totalRateBps), net: plan.base === "net", earnOnCredit: plan.earnOnCredit, buyerOnly: plan.selfPurchase === "buyer-only",
    binding: plan.binding as NaivePlan["binding"], minBase: plan.minBaseMinor, cap: plan.capPoolMinor,
    stages: { direct: row(direct), viral: row(viral), organic: row(organic), self: row(self) },
  };
});

/** Soap and oil: two VAT rates, one with a rate of its own, few of each. */
export const someThings = (): NaiveThing[] => [
  { price: 3_333n, vat: 2_000n, rate: null, onHand: 9, reserved: 0 },
  { price: 999n, vat: 550n, rate: 1_250n, onHand: 12, reserved: 0 },
];

/** A distributor, a customer below, somebody new, and a second distributor below the first. */
export const somePeople = (): NaiveMember[] => {
  const of = (role: NaiveMember["role"], parent: number | null): NaiveMember => ({
    role, parent, status: "active", bound: null, boundUntil: null, credit: 0n, creditHeld: 0n, earnings: 0n, earningsHeld: 0n,
  });
  return [of("distributor", null), of("customer", 0), of("customer", null), of("distributor", 0)];
};

/** What stands in the database of a world. */
export type Standing = {
  readonly members: readonly { readonly parent: number | null; readonly bound: number | null; readonly until: string | null; readonly wallets: string }[];
  readonly stock: readonly string[];
  readonly orders: readonly string[];
};

const LETTER: CheckoutForm = {
  email: "", name: "Ana Prat", phone: "", street: "1 rue des Lilas", street2: "", postalCode: "75011", city: "Paris", country: "FR",
  delivery: "home", credit: { kind: "none" }, answer: null,
};

/** People and goods of their own in the real database, and the shop's own commands with mishaps. */
export class World {
  readonly members: readonly MemberId[];
  private readonly variants: readonly VariantId[];
  readonly orders: OrderId[] = [];
  private readonly test: TestDatabase;

  private constructor(test: TestDatabase, people: readonly NaiveMember[], things: readonly NaiveThing[]) {
    this.test = test;
    this.members = people.map(() => newId("member"));
    this.variants = things.map(() => newId("variant"));
  }

  static async open(test: TestDatabase, people: readonly NaiveMember[], things: readonly NaiveThing[]): Promise<World> {
    const world = new World(test, people, things);
    const uuids = (ids: readonly (MemberId | VariantId | null | undefined)[]) => pgArray(ids.map((id) => (id ? uuidOf(id) : null)));
    await test.hot`
      with person as (
        insert into members (id, email, role, parent_id, created_at)
        select id, id || '@test.example', role::member_role, parent, now()
        from unnest(${uuids(world.members)}::text::uuid[], ${pgArray(people.map(({ role }) => role))}::text::text[],
          ${uuids(people.map(({ parent }) => (parent === null ? null : world.members[parent])))}::text::uuid[]) as p(id, role, parent)
      ), thing as (
        select * from unnest(${uuids(world.variants)}::text::uuid[], ${pgArray(things.map(({ price }) => price))}::text::bigint[],
          ${pgArray(things.map(({ vat }) => vat))}::text::int[], ${pgArray(things.map(({ rate }) => rate))}::text::int[],
          ${pgArray(things.map(({ onHand }) => onHand))}::text::int[]) as t(id, price, vat, rate, on_hand)
      ), product as (
        insert into products (id, slug, status, title, vat_bps, rate_bps, created_at, updated_at)
        select id, id::text, 'active', '{"fr":"Savon"}', vat, rate, now(), now() from thing
      ), variant as (
        insert into variants (id, product_id, position, sku, price_minor, currency) select id, id, 0, id::text, price, 'EUR' from thing
      )
      insert into stock (variant_id, on_hand) select id, on_hand from thing`;
    return world;
  }

  member(n: number): MemberId {
    return this.members[n] ?? newId("member");
  }
  order(n: number): OrderId {
    return this.orders[n] ?? newId("order");
  }

  /** The lines of an order, in their order. */
  async linesOf(order: number): Promise<LineId[]> {
    const rows = await this.test.hot<{ id: string }[]>`select id from order_lines where order_id = ${uuidOf(this.order(order))} order by position`;
    return rows.map(({ id }) => idOf("line", id));
  }

  /** Runs a unit of work and what befalls it. Every attempt answers. */
  private async run<O extends { readonly ok: boolean }>(mishap: Mishap, work: (tx: Tx) => Promise<O | WithLast<O>>): Promise<O[]> {
    const once = () => transact(this.test.db, work);
    if (mishap === "killed") {
      const dying = transact(this.test.db, async (tx) => {
        const given = await work(tx);
        const outcome = given instanceof WithLast ? await given.send().answer : given;
        if (outcome.ok) await tx.execute(sql`select pg_terminate_backend(pg_backend_pid())`);
        return outcome;
      });
      const [died] = await Promise.allSettled([dying]);
      if (died.status === "fulfilled" && died.value.ok) throw new Error("a dead connection commits nothing");
    }
    if (mishap === "twin") return Promise.all([once(), once()]);
    const first = await once();
    return mishap === "again" ? [first, await once()] : [first];
  }

  async aCart(shop: number | null, wants: readonly { readonly thing: number; readonly quantity: number }[], at: Date): Promise<CartId> {
    const cart = newId("cart");
    await this.test.hot`
      with c as (insert into carts (id, shop_member_id, locale, currency, created_at, updated_at)
        values (${uuidOf(cart)}, ${shop === null ? null : uuidOf(this.member(shop))}, 'fr', 'EUR', ${at}, ${at}))
      insert into cart_lines (cart_id, variant_id, quantity, seen_price_minor, added_at)
      select ${uuidOf(cart)}, id, quantity, 0, ${at}::timestamptz + nth * interval '1 second'
      from unnest(${pgArray(wants.map(({ thing }) => uuidOf(this.variants[thing] ?? newId("variant"))))}::text::uuid[],
        ${pgArray(wants.map(({ quantity }) => quantity))}::text::int[]) with ordinality as w(id, quantity, nth)`;
    return cart;
  }

  async place(mishap: Mishap, wish: { readonly cart: CartId; readonly buyer: number; readonly guest: boolean; readonly creditMinor: bigint; readonly totalMinor: bigint; readonly at: Date }) {
    const { cart, guest, creditMinor, totalMinor, at } = wish;
    const buyer = this.member(wish.buyer);
    const email = `${uuidOf(buyer).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-")}@test.example`;
    const form: CheckoutForm = { ...LETTER, email, credit: creditMinor > 0n ? { kind: "amount", amountMinor: creditMinor } : { kind: "none" } };
    const placing = { cart, form, viewer: guest ? null : buyer, shop: null, remembered: null, answer: null, seenTotalMinor: totalMinor, locale: "fr", at } as const;
    return this.run(mishap, (tx) => place(tx, placing));
  }

  async settle(mishap: Mishap, paid: { readonly order: number; readonly payment: string | null; readonly amountMinor: bigint; readonly at: Date }): Promise<string[]> {
    const { db, hot } = this.test;
    const wish = [{ order: this.order(paid.order), payment: paid.payment, amount: money(paid.amountMinor, "EUR"), paidAt: paid.at }];
    const by = async (connection: Hot) => (await settle(connection, wish))[0]?.outcome ?? "lost";
    if (mishap === "killed") {
      const [died] = await Promise.allSettled([db.$client.begin(async (tx) => {
        await by(tx as unknown as Sql);
        await tx`select pg_terminate_backend(pg_backend_pid())`;
      })]);
      if (died.status === "fulfilled") throw new Error("a dead connection commits nothing");
    }
    if (mishap === "twin") return Promise.all([by(hot), by(hot)]);
    const first = await by(hot);
    return mishap === "again" ? [first, await by(hot)] : [first];
  }

  async end(mishap: Mishap, order: number, how: { readonly ending: Ending; readonly at: Date }) {
    return this.run(mishap, (tx) => end(tx, this.order(order), how));
  }

  async refund(mishap: Mishap, wish: Omit<NewRefund, "order" | "by"> & { readonly order: number }) {
    return this.run(mishap, (tx) => acceptRefund(tx, { ...wish, order: this.order(wish.order), by: null }));
  }

  async recordRefund(mishap: Mishap, found: ProviderRefund, at: Date) {
    return this.run(mishap, (tx) => recordProviderRefund(tx, found, at));
  }

  async adopt(mishap: Mishap, found: ProviderRefund, at: Date) {
    return this.run(mishap, (tx) => adoptProviderRefund(tx, found, at));
  }

  async decide(mishap: Mishap, refund: RefundId, how: { readonly what: "retry" | "otherwise" | "cancel"; readonly at: Date }) {
    const decide = { retry: retryOwed, otherwise: settleOtherwise, cancel: cancelRefund }[how.what];
    return this.run(mishap, (tx) => decide(tx, { refund, by: this.member(0), reason: "test", at: how.at }));
  }

  async dispute(mishap: Mishap, found: ProviderDispute, at: Date) {
    return this.run(mishap, (tx) => recordDispute(tx, found, at));
  }

  async setStatus(member: number, status: "active" | "suspended"): Promise<void> {
    const id = uuidOf(this.member(member));
    await this.test.hot`
      with m as (update members set status = ${status} where id = ${id})
      insert into outbox (id, topic, key, payload, created_at)
      values (uuid_v7(), 'member.changed', ${id}::uuid::text, jsonb_build_object('member', ${id}::uuid), now())`;
  }

  /** Everything that the naive shop knows, too, in one read. */
  async standing(): Promise<Standing> {
    const ids = (of: readonly (MemberId | VariantId | OrderId)[]) => pgArray(of.map((id) => uuidOf(id)));
    const [row] = await this.test.hot<Standing[]>`
      with person as (select id, nth - 1 as nth from unnest(${ids(this.members)}::text::uuid[]) with ordinality as p(id, nth))
      select
        (select json_agg(json_build_object('parent', up.nth, 'bound', sp.nth, 'until', m.binding_until at time zone 'UTC', 'wallets', (
            select string_agg(coalesce(a.balance_minor, 0)::text, ' ' order by k.nth)
            from unnest(array['credit_available', 'credit_held', 'earnings_available', 'earnings_held']::ledger_account[]) with ordinality as k(account, nth)
            left join ledger_accounts a on a.owner_id = p.id and a.account = k.account and a.currency = 'EUR'
          )) order by p.nth)
          from person p join members m on m.id = p.id left join person up on up.id = m.parent_id left join person sp on sp.id = m.binding_sponsor_id) as members,
        (select json_agg(s.on_hand || ' ' || s.reserved order by v.nth)
          from unnest(${ids(this.variants)}::text::uuid[]) with ordinality as v(id, nth) join stock s on s.variant_id = v.id) as stock,
        (select coalesce(json_agg(concat_ws(' ', o.status, o.stage, o.part_buyer_minor, o.part_sharer_minor, o.part_distributor_minor, o.part_company_minor) order by v.nth), '[]')
          from unnest(${ids(this.orders)}::text::uuid[]) with ordinality as v(id, nth) join orders o on o.id = v.id) as orders`;
    if (!row) throw new Error("no standing");
    return row;
  }
}
