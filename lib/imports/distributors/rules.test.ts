import { expect, it } from "vitest";
import { checkRows, parentsFirst, readRow } from "./rules";
import type { DistributorRow } from "./types";

const NOBODY = { byExternalId: new Map(), byEmail: new Map(), byHandle: new Map(), above: new Map() };
const row = (line: number, externalId: string, parent: string | null): DistributorRow =>
  ({ ...{ line, externalId, parent, email: `${externalId}@example.fr` }, ...{ firstName: "A", lastName: "B", town: "", statusLabel: "", handle: null, status: "active", listed: false } });
const told = (rows: readonly DistributorRow[]) => checkRows(rows, NOBODY, new Set()).map(({ line, reason }) => [line, reason]);

it("names each cell that is wrong, by column and reason", () => {
  const { problems } = readRow({ external_id: " ", email: "léa@", first_name: "Léa", last_name: "x".repeat(201), handle: "cart", status: "gone", listed: "maybe" }, 7);
  expect(problems.map(({ line, column, reason }) => [line, column, reason])).toEqual([
    [7, "external_id", "missing"], [7, "last_name", "too_long"], [7, "email", "not_an_address"], [7, "handle", "bad_handle"], [7, "status", "bad_status"], [7, "listed", "bad_yes_no"],
  ]);
});

it("takes parents in any order, and puts them before those below them", () => {
  const rows = [row(2, "C", "B"), row(3, "A", null), row(4, "B", "A")];
  expect(told(rows)).toEqual([]);
  expect(parentsFirst(rows).map(({ externalId }) => externalId)).toEqual(["A", "B", "C"]);
});

it("refuses circles, repetitions, and parents that nobody is, with everybody who hangs on them", () => {
  expect(told([row(2, "A", "C"), row(3, "B", "A"), row(4, "C", "B"), row(5, "D", "D"), row(6, "E", null), row(7, "E", null), row(8, "F", "X"), row(9, "G", "F"), row(10, "H", "A")])).toEqual([
    [2, "cycle"], [3, "cycle"], [4, "cycle"], [5, "own_parent"], [7, "duplicate_id"], [7, "duplicate_address"], [8, "unknown_parent"], [9, "bad_parent"], [10, "bad_parent"],
  ]);
});

it("follows a chain of a hundred thousand without tiring", () => {
  const rows = Array.from({ length: 100_000 }, (_, i) => row(i + 2, `D${i}`, i === 99_999 ? null : `D${i + 1}`));
  expect(told(rows)).toEqual([]);
  expect(parentsFirst(rows)[0]?.externalId).toBe("D99999");
});
