import "server-only";
import { inArray, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { handles, members } from "@/db/schema/members";
import { transact } from "@/db/transact";
import { moveMember } from "@/lib/attribution/commands";
import { type MemberId, newId, uuidOf } from "@/lib/kernel/id";
import { invariant } from "@/lib/kernel/invariant";
import { changeHandle } from "@/lib/members/commands";
import { handleFor, handleSuffix } from "@/lib/members/rules";
import { record } from "@/lib/trail/commands";
import { loadKnown } from "./queries";
import { checkRows, type Known, memberOf, parentsFirst } from "./rules";
import type { DistributorReport, DistributorRow, RowProblem } from "./types";

const BATCH = 2_000;
const HANDLE_ROUNDS = 20;

export type DistributorImport = {
  readonly rows: readonly DistributorRow[];
  /** What is wrong with the rows by themselves. */
  readonly problems: readonly RowProblem[];
  readonly dryRun: boolean;
  readonly skipBad: boolean;
  /** Who brings the file, for the trail; null: a system of the company, by the API. */
  readonly by: MemberId | "terminal" | null;
  readonly at: Date;
  /** Told how many rows are written. */
  readonly onProgress?: (done: number) => void;
};

/**
 * Brings the company's distributors in, whole or not at all: parents in any order, new ones enrolled, known ones brought up
 * to date by external id, a customer of the same address made a distributor. With any bad row nothing is written, unless
 * `skipBad`. Importing twice changes nothing.
 * @see DESIGN §6
 */
export async function importDistributors(db: Db, wish: DistributorImport): Promise<DistributorReport> {
  const { rows, problems: alone, dryRun, skipBad } = wish;
  const done = await transact(db, async (tx) => {
    const known = await loadKnown(tx, rows);
    const problems = [...alone, ...checkRows(rows, known, new Set(alone.map(({ line }) => line)))].sort((a, b) => a.line - b.line);
    const wrong = new Set(problems.map(({ line }) => line));
    const good = rows.filter(({ line }) => !wrong.has(line));
    const report = { rows: rows.length, bad: wrong.size, problems, ...(await countChanges(tx, good, known)) };
    if (problems.length > 0 && !skipBad) return { ok: false as const, report: { ...report, outcome: "refused" as const } };
    if (dryRun) return { ok: false as const, report: { ...report, outcome: "rehearsed" as const } };
    await write(tx, parentsFirst(good), { ...wish, known });
    if (wish.by !== null) {
      const { created, changed, moved, bad } = report;
      await record(tx, { actor: wish.by, action: "distributors.imported", subject: "distributors", after: { rows: good.length, created, changed, moved, bad }, at: wish.at });
    }
    return { ok: true as const, report: { ...report, outcome: "imported" as const } };
  });
  return done.report;
}

type Current = { readonly id: MemberId; readonly fingerprint: string; readonly parent: string | null };
const fingerprintOf = (row: DistributorRow): string =>
  JSON.stringify([row.externalId, row.email, row.firstName, row.lastName, row.town, row.statusLabel, row.status, row.listed, "distributor"]);

async function currentOf(tx: Tx, ids: readonly MemberId[]): Promise<ReadonlyMap<MemberId, Current>> {
  const found = new Map<MemberId, Current>();
  for (let start = 0; start < ids.length; start += BATCH) {
    const rows = await tx.select().from(members).where(inArray(members.id, ids.slice(start, start + BATCH)));
    const parents = await tx.select({ id: members.id, externalId: members.externalId }).from(members).where(inArray(members.id, rows.flatMap(({ parentId }) => parentId ?? [])));
    const externalOf = new Map(parents.map(({ id, externalId }) => [id, externalId]));
    for (const row of rows) {
      const fingerprint = JSON.stringify([row.externalId, row.email, row.firstName, row.lastName, row.town, row.statusLabel, row.status, row.listed, row.role]);
      found.set(row.id, { id: row.id, fingerprint, parent: row.parentId && (externalOf.get(row.parentId) ?? row.parentId) });
    }
  }
  return found;
}

async function countChanges(tx: Tx, good: readonly DistributorRow[], known: Known) {
  const current = await currentOf(tx, good.flatMap((row) => memberOf(row, known)?.id ?? []));
  let [created, changed, moved, unchanged] = [0, 0, 0, 0];
  for (const row of good) {
    const member = memberOf(row, known);
    const now = member && current.get(member.id);
    if (!now) created += 1;
    else {
      const moves = now.parent !== row.parent;
      const differs = now.fingerprint !== fingerprintOf(row) || (row.handle !== null && known.byHandle.get(row.handle) !== now.id);
      moved += moves ? 1 : 0;
      changed += differs ? 1 : 0;
      unchanged += moves || differs ? 0 : 1;
    }
  }
  return { created, changed, moved, unchanged };
}

type Writing = DistributorImport & { readonly known: Known };

async function write(tx: Tx, rows: readonly DistributorRow[], { known, by, at, onProgress }: Writing): Promise<void> {
  const fresh = rows.filter((row) => memberOf(row, known) === null);
  const old = rows.filter((row) => memberOf(row, known) !== null);
  // Members change first: an address that one of them gives up may be a new one's.
  const current = await currentOf(tx, old.flatMap((row) => memberOf(row, known)?.id ?? []));
  for (const row of old) {
    const member = memberOf(row, known);
    if (member) await update(tx, row, { id: member.id, before: current.get(member.id), at, byHandle: known.byHandle });
  }
  for (let start = 0; start < fresh.length; start += BATCH) {
    await enrol(tx, fresh.slice(start, start + BATCH), at);
    onProgress?.(old.length + start);
  }
  const parentOf = async (parent: string): Promise<MemberId> => {
    const [row] = await tx.select({ id: members.id }).from(members).where(sql`external_id = ${parent}`);
    invariant(row !== undefined, "a parent was written before");
    return row.id;
  };
  for (const row of old) {
    const member = memberOf(row, known);
    if (!member || current.get(member.id)?.parent === row.parent) continue;
    const to = row.parent === null ? null : await parentOf(row.parent);
    const move = await moveMember(tx, { member: member.id, to, bindingFollows: false, by: by === "terminal" ? null : by, reason: "import", at });
    invariant(move.ok, `a checked row moves: ${move.ok ? "" : move.reason}`);
  }
  onProgress?.(rows.length);
}

/** New members of one batch, whose parents are in the table already or in the same batch before them. */
async function enrol(tx: Tx, batch: readonly DistributorRow[], at: Date): Promise<void> {
  const given = batch.map((row) => ({ ...row, id: newId("member", at.getTime()) }));
  const values = given.map(({ id, externalId, email, firstName, lastName, town, statusLabel, listed, status, parent }) => ({
    id: uuidOf(id), external_id: externalId, email, first_name: firstName, last_name: lastName, town, status_label: statusLabel, listed, status, parent,
  }));
  await tx.execute(sql`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as g(id uuid, external_id text, email text, first_name text, last_name text, town text,
        status_label text, listed boolean, status member_status, parent text)
    )
    insert into members (id, role, status, email, first_name, last_name, town, status_label, listed, external_id, parent_id, created_at)
    select g.id, 'distributor', g.status, g.email, g.first_name, g.last_name, g.town, g.status_label, g.listed, g.external_id,
           coalesce(p.id, m.id), ${at.toISOString()}::timestamptz
    from given g left join given p on p.external_id = g.parent left join members m on m.external_id = g.parent`);
  let without = given.map(({ id, handle, firstName }) => ({ id, handle, firstName }));
  for (let round = 0; round < HANDLE_ROUNDS && without.length > 0; round += 1) {
    const wanted = without.map(({ id, handle, firstName }) => ({ handle: round === 0 && handle ? handle : handleFor(firstName, handleSuffix(crypto.getRandomValues(new Uint8Array(4)))), memberId: id, current: true, createdAt: at }));
    const got = new Set((await tx.insert(handles).values(wanted).onConflictDoNothing({ target: handles.handle }).returning({ id: handles.memberId })).map(({ id }) => id));
    without = without.filter(({ id }) => !got.has(id));
  }
  invariant(without.length === 0, "every distributor has a handle");
}

type Update = { readonly id: MemberId; readonly before: Current | undefined; readonly at: Date; readonly byHandle: Known["byHandle"] };

async function update(tx: Tx, row: DistributorRow, { id, before, at, byHandle }: Update): Promise<void> {
  const { externalId, email, firstName, lastName, town, statusLabel, listed, status } = row;
  if (before?.fingerprint !== fingerprintOf(row)) {
    const [told] = await tx.select({ role: members.role, status: members.status }).from(members).where(sql`id = ${uuidOf(id)}`).for("no key update");
    await tx.update(members).set({ externalId, email, firstName, lastName, town, statusLabel, listed, status, role: "distributor" }).where(sql`id = ${uuidOf(id)}`);
    if (told?.role !== "distributor" || told.status !== status) {
      await tx.execute(sql`
        insert into outbox (id, topic, key, payload, created_at)
        values (uuid_v7(), 'member.changed', ${uuidOf(id)}::uuid::text, jsonb_build_object('member', ${uuidOf(id)}::uuid), ${at.toISOString()}::timestamptz)`);
    }
  }
  if (row.handle !== null && byHandle.get(row.handle) !== id) await changeHandle(tx, id, { wanted: row.handle, at });
}
