import { eq, sql } from "drizzle-orm";
import { connect, type Db } from "@/db/client";
import { transact } from "@/db/transact";
import { members } from "@/db/schema/members";
import { secondFactors } from "@/db/schema/sign-in";
import { COMPANY, PRODUCTS } from "@/db/seed/catalogue";
import { writeCompany } from "@/lib/company/commands";
import { appointOperator } from "@/lib/access/commands";
import { sealWith } from "@/lib/access/factor/rules";
import { InvariantError } from "@/lib/kernel/invariant";
import type { MemberId } from "@/lib/kernel/id";
import { SETTING } from "@/lib/membership/applications/queries";
import { enrolDistributor, findOrEnrolBuyer } from "@/lib/members/commands";
import { publishPlan } from "@/lib/plan/commands";
import { DEFAULT_PLAN, definitionOf } from "@/lib/plan/rules";
import { seedCatalogue } from "./catalogue";
import { DEMO_SECRETS } from "../run/settings";
import { DISTRIBUTORS, emailOf, OPERATORS, OPERATORS_FACTOR } from "./people";
import { playTrade } from "./trade";

const DAY_MS = 86_400_000;

export type DemoParts = {
  /** Company, plan and catalogue are always there; people and their three months of trade may be left out. */
  readonly people?: boolean;
  readonly now?: Date;
};

/**
 * Fills an empty database with the demo: a company, its plan and catalogue, fourteen distributors, sixty-six customers
 * and three months of orders. A database that has a plan is left as it is.
 */
export async function seedDemo(databaseUrl: string, { people = true, now = new Date() }: DemoParts = {}): Promise<void> {
  const db = connect(databaseUrl, { connectionsMax: 2 });
  try {
    const known = await db.execute(sql`select 1 from settings where key = 'demo_seeded'`);
    if (known.length > 0) return;
    await seedCompany(db, now);
    await seedCatalogue(db, now);
    await seedOperators(db, now);
    await db.execute(sql`insert into settings (key, value, updated_at) values (${SETTING}, 'true', now())`);
    if (people) {
      await seedDistributors(db, now);
      await playTrade(databaseUrl, now);
      // What was sold in the past was mailed in the past; the commission system still hears of every sale.
      await db.execute(sql`update outbox set relayed_at = created_at where topic in ('order.paid', 'mail.dispatched')`);
      await db.execute(sql`insert into outbox (id, topic, key, payload, created_at)
        select uuid_v7(), 'invoice.issue', 'invoice:' || id, jsonb_build_object('order', id), now() from orders where paid_at is not null order by paid_at`);
    }
    await db.execute(sql`insert into settings (key, value, updated_at) values ('demo_seeded', 'true', now())`);
  } finally {
    await db.$client.end();
  }
}

async function seedCompany(db: Db, now: Date): Promise<void> {
  const { name, legalName, address, email, tagline, story, hero, legal } = COMPANY;
  const outcome = await transact(db, async (tx) => {
    await writeCompany(tx, {
      name, legalName, email, currency: "EUR", timeZone: "Europe/Paris", volumeFactorBps: 10_000,
      address: `${address.line1}, ${address.postcode} ${address.city}`,
      front: { tagline, story, picture: hero.file, alt: hero.alt },
      legal,
    }, now);
    const known = await tx.execute(sql`select 1 from plan_versions`);
    if (known.length > 0) return { ok: true } as const;
    const startsAt = new Date(now.getTime() - 400 * DAY_MS);
    return publishPlan(tx, { definition: definitionOf(DEFAULT_PLAN), startsAt, by: null, at: startsAt });
  });
  if (!outcome.ok) throw new InvariantError(`the demo's plan was refused: ${outcome.reason}`);
}

/** One operator a role: the office opens with the address of any and a code of the demo's second factor. */
async function seedOperators(db: Db, at: Date): Promise<void> {
  for (const { role, firstName, lastName } of OPERATORS) {
    await transact(db, async (tx) => {
      const member = await findOrEnrolBuyer(tx, { email: `${role}@demo.example`, firstName, lastName, locale: "fr", at });
      await appointOperator(tx, role, { member, by: "terminal", at });
      await tx.insert(secondFactors).values({ memberId: member, secret: sealWith(DEMO_SECRETS.AUTH_SECRET, OPERATORS_FACTOR), confirmedAt: at });
      return { ok: true };
    });
  }
}

async function seedDistributors(db: Db, now: Date): Promise<void> {
  const ids = new Map<string, MemberId>();
  for (const [n, distributor] of DISTRIBUTORS.entries()) {
    const { handle, firstName, lastName, town, words, under } = distributor;
    const parent = under === null ? null : (ids.get(under) ?? null);
    await transact(db, async (tx) => {
      const id = await enrolDistributor(tx, {
        email: emailOf(distributor), firstName, lastName, town, words, handle, parent,
        statusLabel: "VDI",
        listed: true,
        picture: `avatar-${String(n + 1).padStart(2, "0")}`,
        externalId: `D-${1001 + n}`,
        at: new Date(now.getTime() - (380 - n * 9) * DAY_MS),
      });
      await tx.update(members).set({ favourites: favouritesOf(n) }).where(eq(members.id, id));
      ids.set(handle, id);
      return { ok: true };
    });
  }
}

/** Four products that the n-th distributor shows first, from all over the catalogue. */
function favouritesOf(n: number): readonly string[] {
  return [0, 1, 2, 3].flatMap((k) => PRODUCTS[(n * 3 + k * 8) % PRODUCTS.length]?.slug ?? []);
}
