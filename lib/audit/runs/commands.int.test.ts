import { afterAll, beforeAll, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { aMember, NOON } from "@/db/testing/sale";
import { transact } from "@/db/transact";
import { newId } from "@/lib/kernel/id";
import { requestAudit, runAudit } from "./commands";
import { listAudits } from "./queries";

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.close());

const after = (ms: number) => new Date(NOON.getTime() + ms);

it("is asked for once, runs once, and keeps what it found for everybody who asks later", async () => {
  const by = await aMember(test.db);
  const id = newId("audit");
  const ask = (one = id, at = NOON) => transact(test.db, (tx) => requestAudit(tx, { id: one, by, at }));
  expect(await ask()).toEqual({ ok: true });
  expect(await ask()).toEqual({ ok: true });
  expect(await ask(newId("audit"))).toEqual({ ok: false, reason: "under_way" });
  expect(await test.hot`select payload ->> 'audit' as audit from outbox where topic = 'audit.run'`).toEqual([{ audit: id }]);

  await runAudit(test.db, id, () => after(1_000));
  const [run] = await listAudits(test.db, { limit: 5 });
  expect(run).toMatchObject({ id, finishedAt: after(1_000), failure: null, report: { ok: true, differences: 0 } });
  expect(run?.done).toBe(run?.total);
  expect(run?.total).toBeGreaterThan(0);

  await runAudit(test.db, id, () => after(9_000));
  expect((await listAudits(test.db, { limit: 5 }))[0]?.finishedAt).toEqual(after(1_000));
  expect(await ask(newId("audit"), after(2_000))).toEqual({ ok: true });
});
