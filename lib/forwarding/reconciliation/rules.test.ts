import { expect, it } from "vitest";
import type { BookedSale } from "@/lib/gateway/commission";
import { newId } from "@/lib/kernel/id";
import { compare } from "./rules";
import type { OurSale } from "./types";

const at = new Date("2026-03-01T10:00:00Z");
const ours = (n: number, underWay = false): OurSale => ({ order: newId("order"), number: `N${n}`, day: "2026-03-01", totalMinor: 10_000n, returnedMinor: n % 5 === 0 ? 2_500n : 0n, distributor: { member: "mem_a", externalId: `D-${n % 50}` }, underWay });
const booked = ({ number, totalMinor, returnedMinor, distributor }: OurSale): BookedSale => ({ number, reference: `R-${number}`, at, currency: "EUR", totalMinor, returnedMinor, distributor: { member: distributor?.member ?? null, externalId: distributor?.externalId ?? null } });

it("finds all and only the 40 differences planted in 10,000 sales", () => {
  const here = Array.from({ length: 10_000 }, (_, n) => ours(n));
  const planted: (readonly [string, string])[] = [];
  const there = here.flatMap((sale, n): BookedSale[] => {
    const one = booked(sale);
    const plant = (kind: string, result: BookedSale[]) => (planted.push([sale.number, kind]), result);
    if (n % 1_000 === 7) return plant("missing", []);
    if (n % 1_000 === 107) return plant("double", [one, { ...one, reference: "again" }]);
    if (n % 1_000 === 507) return plant("other_amount", [n % 2_000 === 507 ? { ...one, totalMinor: 9_999n } : { ...one, returnedMinor: 1n }]);
    if (n % 1_000 === 907) return plant("other_distributor", [{ ...one, distributor: { ...one.distributor, externalId: "D-X" } }]);
    return [one];
  });
  const { differences, compared, days } = compare(here, there.toReversed());
  expect(planted).toHaveLength(40);
  expect(differences.map(({ number, kind }) => [number, kind])).toEqual(planted);
  expect([compared, days]).toEqual([10_000, [{ day: "2026-03-01", ours: 10_000, theirs: 10_000, oursMinor: "100000000", theirsMinor: "99999995" }]]);
});

it("waits for what is under way, and names what is none of ours", () => {
  const [waiting, sale] = [ours(1, true), ours(2)];
  expect(compare([waiting, sale], [booked(sale), booked(ours(3))])).toMatchObject({ compared: 1, underWay: 1, differences: [{ kind: "unknown", number: "N3", order: null }] });
});
