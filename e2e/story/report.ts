import type { Told } from "./told";

/** Every wallet, the pay-outs of every sale, and what the commission system received, as tables. */
export function tables(told: Told): string {
  const sums = (amounts: Readonly<Record<string, string>>) => Object.entries(amounts).map(([name, amount]) => `${name} ${amount}`).join(" + ");
  return [
    "",
    table(["sale", "buyer", "stage", "total", "credit", "card", "base", "paid out"], told.sales.map((s) => [s.sale, s.buyer, s.stage, s.total, s.credit, s.card, s.base, sums(s.paid)])),
    table(["refund of", "amount", "to card", "to wallet", "taken back"], told.refunds.map((r) => [r.sale, r.amount, r.toCard, r.toWallet, sums(r.takenBack)])),
    table(["wallet", "credit", "held", "earnings", "shown on the page"], Object.entries(told.wallets).map(([name, w]) => [name, w.credit, w.held, w.earnings, w.onThePage])),
    table(["commission system", "sale", "buyer", "distributor", "total", "paid out at once"], told.commission.map((m) => [m.kind, m.sale, m.buyer, m.distributor, m.total, sums(m.paidOut)])),
  ].join("\n");
}

/** What differs from what was expected, a line for each; empty when not one cent does. */
export function differences(told: Told, expected: Told): readonly string[] {
  const [is, should] = [leaves(told), leaves(expected)];
  return [...new Set([...is.keys(), ...should.keys()])]
    .filter((place) => is.get(place) !== should.get(place))
    .map((place) => `${place} is ${is.get(place) ?? "not there"}, and should be ${should.get(place) ?? "not there"}`);
}

/** Every value by its path: `wallets.Alice.credit`. */
function leaves(value: object, path = ""): ReadonlyMap<string, string> {
  return new Map(Object.entries(value).flatMap(([name, inner]: [string, unknown]): [string, string][] =>
    typeof inner === "object" && inner !== null ? [...leaves(inner, `${path}${name}.`)] : [[`${path}${name}`, String(inner)]],
  ));
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const lines = all.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("   ").trimEnd()}`);
  lines.splice(1, 0, `  ${widths.map((width) => "-".repeat(width)).join("   ")}`);
  return `${lines.join("\n")}\n`;
}
