import { wallClock, atWallClock } from "@/lib/kernel/clock";
import type { MemberId } from "@/lib/kernel/id";
import type { MemberRole } from "@/lib/members/types";
import { bindingMonths } from "@/lib/plan/rules";
import type { Stage } from "@/lib/plan/types";
import type { Candidates, KnownBuyer, Person, ResolvedSponsor, SponsorRefusal, SponsorSource, StoredBinding } from "./types";

const DAY_MS = 86_400_000;

/**
 * Whose sale an order is: the first of the buyer's binding in force, the cart's shop, the remembered shop, the answer at
 * checkout, nobody. Nobody is their own sponsor, nor is one who stands below the buyer; such an order keeps the buyer's
 * sponsor (the parent), else it is nobody's. A distributor's own order has no sponsor, whatever the shop.
 * @see DESIGN §3
 */
export function resolveSponsor({ buyer, cartShop, remembered, answer }: Candidates): ResolvedSponsor {
  if (buyer?.role === "distributor") return { sponsor: null, source: "nobody", refused: null };
  const inOrder: readonly (readonly [SponsorSource, Person | null])[] = [
    ["binding", buyer?.bound ?? null],
    ["cart", cartShop],
    ["remembered", remembered],
    ["answer", answer],
  ];
  for (const [source, person] of inOrder) {
    if (!person) continue;
    const refused = refusal(buyer, person, source);
    return refused ? keptSponsor(buyer, refused) : { sponsor: { id: person.id, role: person.role }, source, refused: null };
  }
  return { sponsor: null, source: "nobody", refused: null };
}

/** A binding made once holds even when its sponsor was moved below the buyer since: it gives nobody a parent. */
function refusal(buyer: KnownBuyer | null, person: Person, source: SponsorSource): SponsorRefusal | null {
  if (!buyer) return null;
  if (person.id === buyer.id) return "own_sponsor";
  return source !== "binding" && person.upline.includes(buyer.id) ? "sponsor_in_downline" : null;
}

function keptSponsor(buyer: KnownBuyer | null, refused: SponsorRefusal): ResolvedSponsor {
  const parent = buyer?.parent;
  if (!parent || parent.id === buyer.id) return { sponsor: null, source: "nobody", refused };
  return { sponsor: { id: parent.id, role: parent.role }, source: "binding", refused };
}

/** The stage of a sale: `self` for a distributor who buys, else by what the sponsor is. DESIGN §3 */
export function stageOf(buyerRole: MemberRole, sponsorRole: MemberRole | null): Stage {
  if (buyerRole === "distributor") return "self";
  if (sponsorRole === null) return "organic";
  return sponsorRole === "distributor" ? "direct" : "viral";
}

/** The sponsor to whom a member is bound at a moment; null when there is no binding or it has ended. */
export function bindingInForce({ bindingSponsorId, bindingUntil }: StoredBinding, at: Date): MemberId | null {
  return bindingUntil === null || bindingUntil > at ? bindingSponsorId : null;
}

/**
 * When a binding of a payment at `at` ends: `months:N` calendar months later at the same wall clock time in the company's
 * time zone, on the month's last day where the day does not exist. Null for `lifetime` and `per-order`.
 *
 * A wall clock time that a clock change skips is read with the offset before it, one that comes twice with the offset
 * after it: as PostgreSQL does, which computes the same in `settle_orders`.
 * @param timeZone  IANA name
 * @see DESIGN §3
 */
export function bindingEnds(at: Date, binding: string, timeZone: string): Date | null {
  const months = bindingMonths(binding);
  return months === null ? null : atWallClock(addMonths(wallClock(at, timeZone), months), timeZone);
}

function addMonths(wall: Date, months: bigint): Date {
  const [year = "", month = "", day = ""] = wall.toISOString().slice(0, 10).split("-");
  const target = BigInt(year) * 12n + BigInt(month) - 1n + months;
  const last = new Date(new Date(`${monthText(target + 1n)}-01T00:00:00Z`).getTime() - DAY_MS).toISOString().slice(8, 10);
  return new Date(`${monthText(target)}-${day < last ? day : last}${wall.toISOString().slice(10)}`);
}

function monthText(monthsSinceYearZero: bigint): string {
  const year = (monthsSinceYearZero / 12n).toString().padStart(4, "0");
  return `${year}-${(monthsSinceYearZero % 12n + 1n).toString().padStart(2, "0")}`;
}
