import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { members } from "@/db/schema/members";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";

const ROOT = path.resolve(import.meta.dirname, "../../..");
const HEAD = "external_id;email;first_name;last_name;town;status_label;handle;parent_external_id;status;listed";
const dir = mkdtempSync(path.join(tmpdir(), "cagnotte-distributors-"));
let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.close());

function run(lines: readonly string[], ...options: string[]) {
  const file = path.join(dir, "network.csv");
  writeFileSync(file, [HEAD, ...lines].join("\n"));
  const args = ["--conditions=react-server", "--import", "tsx", "lib/web/commands/import-distributors.ts", file, "--lang", "en", ...options];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: "utf8", env: { ...process.env, DATABASE_URL: test.url } });
  return { status, out: stdout, err: stderr };
}
const line = (id: string, parent = "", more = "Lyon;VDI;;") => `${id};${id.toLowerCase()}@example.fr;Léa;Martin;${more}${parent};active;yes`;
const tree = async () => Object.fromEntries((await test.db.execute<{ id: string; parent: string | null }>(sql`
  select m.external_id as id, p.external_id as parent from members m left join members p on p.id = m.parent_id where m.external_id is not null order by 1`)).map(({ id, parent }) => [id, parent]));

it("brings a network in whatever the order of its parents, twice without a change, then moves and renames", async () => {
  expect(run([line("C", "B"), line("A"), line("B", "A")], "--dry-run")).toMatchObject({ status: 0, out: expect.stringContaining("3 new, 0 changed") as string });
  expect(await tree()).toEqual({});
  expect(run([line("C", "B"), line("A"), line("B", "A")]).status).toBe(0);
  expect(await tree()).toEqual({ A: null, B: "A", C: "B" });
  expect(run([line("C", "B"), line("A"), line("B", "A")]).out).toContain("0 new, 0 changed, 0 moved, 3 unchanged");
  const again = run([line("C", "A", "Nice;VDI;lea-nice;"), line("B", "C")]);
  expect(again.out).toContain("0 new, 1 changed, 2 moved, 0 unchanged");
  expect(await tree()).toEqual({ A: null, B: "C", C: "A" });
  const [moved] = await test.db.select({ town: members.town }).from(members).where(sql`external_id = 'C'`);
  expect(moved?.town).toBe("Nice");
}, 120_000);

it("names file, line, column and reason of every bad row, writes nothing, or, if asked, the good ones", async () => {
  const lines = [line("E", "F"), line("F", "E"), line("G", "nobody"), "H;not an address;Léa;Martin;;;;;;", line("I"), line("I"), line("J", "I")];
  const refused = run(lines);
  expect(refused.status).toBe(1);
  expect(refused.out.split("\n").slice(0, 7)).toEqual([
    "network.csv, line 2, column parent_external_id: the parent F is also below: the chain goes round in a circle.",
    "network.csv, line 3, column parent_external_id: the parent E is also below: the chain goes round in a circle.",
    "network.csv, line 4, column parent_external_id: the parent nobody is neither in the file nor in the shop.",
    "network.csv, line 5, column email: “not an address” is not an address.",
    "network.csv, line 7, column external_id: the id I is on line 6 already.",
    "network.csv, line 7, column email: the address i@example.fr is on line 6 already.",
    "Nothing was imported: 5 bad rows of 7. The good ones can be imported with --skip-bad.",
  ]);
  expect(Object.keys(await tree())).not.toContain("I");
  expect(run(lines, "--skip-bad").status).toBe(0);
  expect(await tree()).toMatchObject({ I: null, J: "I" });
  // A circle through somebody who is in the shop already.
  expect(run([line("A", "B")]).out).toContain("the chain goes round in a circle");
}, 120_000);

it("says which columns are missing", () => {
  writeFileSync(path.join(dir, "none.csv"), "id,mail\n1,2\n");
  expect(() => execFileSync(process.execPath, ["--conditions=react-server", "--import", "tsx", "lib/web/commands/import-distributors.ts", path.join(dir, "none.csv"), "--lang", "en"], { cwd: ROOT, stdio: "pipe", env: { ...process.env, DATABASE_URL: test.url } })).toThrow("Columns are missing: external_id, email");
}, 60_000);

/** `npm run test:long` takes 100,000. */
const ROWS = Number(process.env["ROWS"] ?? 10_000);

it(`takes ${ROWS} rows, children before their parents`, async () => {
  const lines = Array.from({ length: ROWS }, (_, i) => line(`X${i}`, i + 1 < ROWS ? `X${Math.min(ROWS - 1, (i + 1) * 3)}` : ""));
  const done = run(lines);
  expect(done.err + done.out).toContain(`${ROWS} new`);
  const [row] = await test.db.execute<{ n: string }>(sql`select count(*) as n from members where external_id like 'X%'`);
  expect(row?.n).toBe(String(ROWS));
}, 600_000);
