import { connect } from "@/db/client";
import { transact } from "@/db/transact";
import { upsertProducts } from "@/lib/catalog/commands";
import { invariant } from "@/lib/kernel/invariant";
import { enrolDistributor } from "@/lib/members/commands";

/** The people of the story. The two buyers are nobody yet when it begins. */
export const DIANE = { name: "Diane", email: "diane@histoire.example", handle: "chez-diane" } as const;
export const ALICE = { name: "Alice", email: "alice@histoire.example" } as const;
export const BRUNO = { name: "Bruno", email: "bruno@histoire.example" } as const;

/** A product of exactly 100.00 EUR: its amounts can be checked by heart. Delivery in France is free from 60.00. */
export const PRODUCT = { slug: "coffret-du-recit", title: "Coffret du récit" } as const;

/** Adds to a shop without people what the story needs: one distributor, and one product of 100.00 EUR. */
export async function seedStory(databaseUrl: string): Promise<void> {
  const db = connect(databaseUrl, { connectionsMax: 1 });
  try {
    const at = new Date();
    await transact(db, async (tx) => {
      await enrolDistributor(tx, {
        email: DIANE.email, firstName: DIANE.name, lastName: "Martin", town: "Arles", handle: DIANE.handle, statusLabel: "VDI",
        listed: true, picture: null, words: null, externalId: "D-STORY", parent: null, at,
      });
      const outcome = await upsertProducts(tx, [{
        slug: PRODUCT.slug, title: { fr: PRODUCT.title, en: "The story's box" }, status: "active", currency: "EUR", vatBps: 2_000, options: [],
        variants: [{ sku: "STORY-100", optionValues: [], priceMinor: 10_000n, tracked: true, onHand: 10, grams: 400, cvMinor: 5_000n, bvMinor: 5_000n }],
      }], at);
      invariant(outcome.ok, "the story's SKU is its own");
      return { ok: true };
    });
  } finally {
    await db.$client.end();
  }
}
