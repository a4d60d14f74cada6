import { isAddress, normaliseAddress, normaliseHandle, refuseHandle } from "@/lib/members/rules";
import type { DistributorRow, KnownMember, RowProblem, RowReason } from "./types";

/** The columns of the file; those before the gap must be there. */
export const REQUIRED_COLUMNS = ["external_id", "email", "first_name", "last_name"] as const;
export const OPTIONAL_COLUMNS = ["town", "status_label", "handle", "parent_external_id", "status", "listed"] as const;
const TEXT_MAX = 200;
const STATUSES = ["active", "suspended", "closed"] as const;
const YES_NO: Readonly<Record<string, boolean>> = { "": false, no: false, non: false, false: false, "0": false, yes: true, oui: true, true: true, "1": true };

export type Cells = Readonly<Record<string, string>>;

/** One row of text as a distributor, or everything that is wrong with it. */
export function readRow(cells: Cells, line: number): { readonly row: DistributorRow; readonly problems: readonly RowProblem[] } {
  const problems: RowProblem[] = [];
  const say = (column: string, reason: RowReason, value: string): void => void problems.push({ line, column, reason, value });
  const text = (column: string, needed = false): string => {
    const value = (cells[column] ?? "").trim();
    if (needed && value === "") say(column, "missing", "");
    if (value.length > TEXT_MAX) say(column, "too_long", value.slice(0, 40));
    return value;
  };
  const [externalId, firstName, lastName] = [text("external_id", true), text("first_name", true), text("last_name", true)];
  const email = normaliseAddress(text("email", true));
  if (email !== "" && !isAddress(email)) say("email", "not_an_address", email);
  const handle = normaliseHandle(text("handle"));
  if (handle !== "" && refuseHandle(handle) !== null) say("handle", "bad_handle", handle);
  const status = STATUSES.find((known) => known === (text("status").toLowerCase() || "active"));
  if (!status) say("status", "bad_status", cells["status"] ?? "");
  const listed = YES_NO[text("listed").toLowerCase()];
  if (listed === undefined) say("listed", "bad_yes_no", cells["listed"] ?? "");
  const row = {
    ...{ line, externalId, email, firstName, lastName, town: text("town"), statusLabel: text("status_label") },
    ...{ handle: handle || null, parent: text("parent_external_id") || null, status: status ?? "active", listed: listed ?? false },
  };
  return { row, problems };
}

export type Known = {
  readonly byExternalId: ReadonlyMap<string, KnownMember>;
  readonly byEmail: ReadonlyMap<string, KnownMember>;
  /** Who had a handle, ever. */
  readonly byHandle: ReadonlyMap<string, KnownMember["id"]>;
  /** Parents of members above those whom the file names. */
  readonly above: ReadonlyMap<KnownMember["id"], KnownMember>;
};

/** The member whom a row is about; null: a new one. An address that somebody else has is not theirs. */
export function memberOf(row: DistributorRow, known: Known): KnownMember | null {
  const same = known.byExternalId.get(row.externalId);
  if (same) return same;
  const address = known.byEmail.get(row.email);
  return address?.externalId === null ? address : null;
}

/**
 * What is wrong between rows, and between them and who is known: repetitions, parents that nobody is, circles. A row whose
 * parent is a bad row is bad itself. Linear in the rows.
 */
export function checkRows(rows: readonly DistributorRow[], known: Known, bad: ReadonlySet<number>): RowProblem[] {
  const alone = repetitions(rows, known);
  const wrong = new Set([...bad, ...alone.map(({ line }) => line)]);
  const good = new Map(rows.filter(({ line }) => !wrong.has(line)).map((row) => [row.externalId, row]));
  const named = new Set(rows.map(({ externalId }) => externalId));
  const parents: RowProblem[] = [];
  const drop = (row: DistributorRow, reason: RowReason): void => {
    parents.push({ line: row.line, column: "parent_external_id", reason, value: row.parent ?? "" });
    good.delete(row.externalId);
  };
  for (const row of circles(good, known)) drop(row, row.parent === row.externalId ? "own_parent" : "cycle");
  const children = Map.groupBy(rows, ({ parent }) => parent);
  const orphans = [...good.values()].filter(({ parent }) => parent !== null && !good.has(parent) && !known.byExternalId.has(parent));
  // Those below an orphan have no parent either.
  for (let row = orphans.pop(); row; row = orphans.pop()) {
    if (!good.has(row.externalId)) continue;
    drop(row, named.has(row.parent ?? "") ? "bad_parent" : "unknown_parent");
    if (!known.byExternalId.has(row.externalId)) orphans.push(...(children.get(row.externalId) ?? []));
  }
  return [...alone, ...parents].sort((a, b) => a.line - b.line);
}

function repetitions(rows: readonly DistributorRow[], known: Known): RowProblem[] {
  const problems: RowProblem[] = [];
  const first = { external_id: new Map<string, number>(), email: new Map<string, number>(), handle: new Map<string, number>() };
  const repeats = (column: keyof typeof first, value: string, line: number): number | undefined => {
    const before = first[column].get(value);
    if (before === undefined) first[column].set(value, line);
    return before;
  };
  for (const row of rows) {
    const { line, externalId, email, handle } = row;
    const say = (column: string, reason: RowReason, more: { value: string; firstLine?: number | undefined }): void =>
      void problems.push({ line, column, reason, value: more.value, ...(more.firstLine === undefined ? {} : { firstLine: more.firstLine }) });
    const [id, address] = [repeats("external_id", externalId, line), repeats("email", email, line)];
    if (id !== undefined) say("external_id", "duplicate_id", { value: externalId, firstLine: id });
    if (address !== undefined) say("email", "duplicate_address", { value: email, firstLine: address });
    const member = memberOf(row, known);
    const owner = known.byEmail.get(email);
    if (owner && owner.id !== member?.id) say("email", "address_taken", { value: email });
    if (handle === null) continue;
    const taken = repeats("handle", handle, line);
    if (taken !== undefined) say("handle", "duplicate_handle", { value: handle, firstLine: taken });
    const holder = known.byHandle.get(handle);
    if (holder !== undefined && holder !== member?.id) say("handle", "handle_taken", { value: handle });
  }
  return problems;
}

/** The rows that stand in a circle of parents, of the file and of the members above it. */
function circles(rows: ReadonlyMap<string, DistributorRow>, known: Known): DistributorRow[] {
  const rowOfMember = new Map([...rows.values()].flatMap((row) => {
    const member = memberOf(row, known);
    return member ? [[member.id, row] as const] : [];
  }));
  // A step up: from a row by what it says, from a member by what is stored, unless a row says otherwise.
  const up = (at: DistributorRow | KnownMember): DistributorRow | KnownMember | null => {
    if ("line" in at) {
      if (at.parent === null) return null;
      const parent = known.byExternalId.get(at.parent);
      return rows.get(at.parent) ?? (parent && (rowOfMember.get(parent.id) ?? parent)) ?? null;
    }
    if (at.parentId === null) return null;
    return rowOfMember.get(at.parentId) ?? known.above.get(at.parentId) ?? null;
  };
  const settled = new Set<unknown>();
  const inCircle: DistributorRow[] = [];
  for (const start of rows.values()) {
    const path: (DistributorRow | KnownMember)[] = [];
    const onPath = new Map<unknown, number>();
    for (let at: DistributorRow | KnownMember | null = start; at && !settled.has(at); at = up(at)) {
      const before = onPath.get(at);
      if (before !== undefined) {
        inCircle.push(...path.slice(before).filter((one) => "line" in one));
        break;
      }
      onPath.set(at, path.length);
      path.push(at);
    }
    for (const one of path) settled.add(one);
  }
  return inCircle;
}

/** The rows so that parents come before those below them. */
export function parentsFirst(rows: readonly DistributorRow[]): DistributorRow[] {
  const byId = new Map(rows.map((row) => [row.externalId, row]));
  const children = Map.groupBy(rows, ({ parent }) => (parent !== null && byId.has(parent) ? parent : null));
  const sorted = [...(children.get(null) ?? [])];
  for (const row of sorted) sorted.push(...(children.get(row.externalId) ?? []));
  return sorted;
}
