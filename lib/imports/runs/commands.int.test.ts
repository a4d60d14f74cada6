import { readFileSync } from "node:fs";
import path from "node:path";
import { Readable } from "node:stream";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { products } from "@/db/schema/catalog";
import { importRuns } from "@/db/schema/desk";
import { outbox } from "@/db/schema/operations";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { aMember } from "@/db/testing/sale";
import { transact } from "@/db/transact";
import { largeFile } from "@/e2e/fixtures/products/large";
import type { MemberId } from "@/lib/kernel/id";
import { askForImport, cancelImport, doImport } from "./commands";
import { findRun } from "./queries";
import type { RunId, RunWish } from "./types";

const APPAREL = readFileSync(path.join(import.meta.dirname, "../../../e2e/fixtures/products/apparel.csv"));
const AT = new Date("2026-11-02T12:00:00Z");
const RUN = { currency: "EUR", at: AT } as const;

let test: TestDatabase;
let by: MemberId;
beforeAll(async () => {
  test = await freshDatabase();
  by = await aMember(test.db);
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.db.execute(sql`truncate products, collections cascade`);
});

const ask = async (more: Partial<RunWish> = {}): Promise<RunId> =>
  (await transact(test.db, async (tx) => ({ ok: true, id: await askForImport(tx, { fileName: "apparel.csv", bytes: APPAREL, dryRun: false, skipBad: false, vatBps: 2000, by, at: AT, ...more }) }))).id;
const count = () => test.db.$count(products);

describe("an import that an operator asks for", () => {
  it("waits in the outbox, is done once however often it is started, and forgets its file", async () => {
    const id = await ask();
    expect(await test.db.select({ topic: outbox.topic, payload: outbox.payload }).from(outbox)).toContainEqual({ topic: "catalogue.import", payload: { run: id } });
    expect(await doImport(test.db, id, RUN)).toMatchObject({ outcome: "imported", productsGood: 4 });
    expect(await findRun(test.db, id)).toMatchObject({ state: "imported", report: { productsGood: 4, problemsTotal: 0 } });
    expect(await doImport(test.db, id, RUN)).toBeNull();
    expect(await count()).toBe(4);
    expect(await test.db.select({ file: importRuns.file }).from(importRuns).where(eq(importRuns.id, id))).toEqual([{ file: null }]);
  });

  it("as a rehearsal says what would change and writes nothing", async () => {
    const id = await ask({ dryRun: true });
    await doImport(test.db, id, RUN);
    expect(await findRun(test.db, id)).toMatchObject({ state: "rehearsed", report: { changes: { productsCreated: 4 } } });
    expect(await count()).toBe(0);
  });

  it("names its bad rows by line and reason, and writes nothing, or the good products if asked", async () => {
    const bytes = Buffer.from("Handle,Title,Variant SKU,Variant Price\nbon,Bon,B-1,5.00\nmauvais,Mauvais,M-1,cher\n");
    const refused = await ask({ bytes });
    await doImport(test.db, refused, RUN);
    expect(await findRun(test.db, refused)).toMatchObject({ state: "refused", report: { productsBad: 1, problems: [{ line: 3, column: "Variant Price", reason: "price_invalid" }] } });
    expect(await count()).toBe(0);
    await doImport(test.db, await ask({ bytes, skipBad: true }), RUN);
    expect(await count()).toBe(1);
  });

  it("that is stopped on its way writes nothing; stopped again, or once it is through, nothing happens", async () => {
    const parts: Buffer[] = [];
    for await (const part of Readable.from(largeFile(12_000))) parts.push(Buffer.from(part as string | Buffer));
    const id = await ask({ bytes: Buffer.concat(parts) });
    const cancel = async () => (await transact(test.db, async (tx) => ({ ok: true, asked: await cancelImport(tx, id, AT) }))).asked;
    const [done] = await Promise.all([doImport(test.db, id, RUN), cancel()]);
    expect(done).toBeNull();
    expect(await findRun(test.db, id)).toMatchObject({ state: "cancelled", report: null });
    expect(await count()).toBe(0);
    expect(await cancel()).toBe(false);
  });
});
