import "server-only";
import { Readable } from "node:stream";
import { and, eq, inArray, isNull, lt } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { importRuns } from "@/db/schema/desk";
import { outbox } from "@/db/schema/operations";
import type { Currency } from "@/lib/kernel/money";
import { newId } from "@/lib/kernel/id";
import { importProducts } from "../commands";
import type { ImportReport } from "../types";
import type { RunId, RunReport, RunWish } from "./types";

/** Read in pieces, so that progress moves and a wish to stop is heard. */
const PIECE_BYTES = 64 * 1024;
/** How often an import tells how far it is and asks whether it shall go on. */
const BEAT_MS = 400;

class Cancelled extends Error {}

/** Keeps a file and has it imported once this transaction is committed, one import at a time. Wake the relay afterwards. */
export async function askForImport(tx: Tx, wish: RunWish): Promise<RunId> {
  const id = newId("import", wish.at.getTime());
  const { fileName, bytes, dryRun, skipBad, vatBps, by, at } = wish;
  await tx.insert(importRuns).values({ id, fileName, file: bytes, fileBytes: bytes.length, state: "waiting", dryRun, skipBad, vatBps, askedBy: by, askedAt: at });
  await tx.insert(outbox).values({ id: newId("message", at.getTime()), topic: "catalogue.import", key: "catalogue", payload: { run: id }, createdAt: at });
  return id;
}

/** Asks an import that is not through to stop. Nothing of it will have been written. Asked again, it changes nothing. */
export async function cancelImport(tx: Tx, id: RunId, at: Date): Promise<boolean> {
  const [asked] = await tx.update(importRuns).set({ cancelAskedAt: at }).where(and(eq(importRuns.id, id), inArray(importRuns.state, ["waiting", "running"]), isNull(importRuns.cancelAskedAt))).returning({ id: importRuns.id });
  return asked !== undefined;
}

/**
 * Does an import that was asked for. Null when it is through already, or was stopped: then nothing was written. Its progress can be read
 * meanwhile. A second process that gets the same message does it again, which changes nothing.
 */
export async function doImport(db: Db, id: RunId, settings: { readonly currency: Currency; readonly at: Date }): Promise<ImportReport | null> {
  const [run] = await db.update(importRuns).set({ state: "running" }).where(and(eq(importRuns.id, id), inArray(importRuns.state, ["waiting", "running"]))).returning();
  if (!run?.file) return null;
  const { file, dryRun, skipBad, vatBps } = run;
  const progress = { step: "check" as "check" | "write", doneBytes: 0, stop: run.cancelAskedAt !== null };
  let beating: Promise<unknown> = Promise.resolve();
  const beat = setInterval(() => {
    beating = db.update(importRuns).set({ step: progress.step, doneBytes: progress.doneBytes }).where(eq(importRuns.id, id)).returning({ asked: importRuns.cancelAskedAt })
      .then(([row]) => (progress.stop ||= row?.asked != null), () => undefined);
  }, BEAT_MS);
  const open = (step: "check" | "write"): Readable => {
    Object.assign(progress, { step, doneBytes: 0 });
    return Readable.from(pieces(file, progress));
  };
  try {
    const report = await importProducts(db, { open, currency: settings.currency, vatBps, skipBad, dryRun, at: settings.at });
    return await finish(db, { id, report, at: settings.at });
  } catch (error) {
    if (!(error instanceof Cancelled)) {
      await close(db, id, { state: "failed", finishedAt: settings.at });
      throw error;
    }
    await close(db, id, { state: "cancelled", finishedAt: settings.at });
    return null;
  } finally {
    clearInterval(beat);
    await beating;
  }
}

async function finish(db: Db, { id, report, at }: { readonly id: RunId; readonly report: ImportReport; readonly at: Date }): Promise<ImportReport> {
  const { problems, problemsTotal, productsGood, productsBad, changes, collectionsCreated, compareAt } = report;
  const told: RunReport = { problems, problemsTotal, productsGood, productsBad, changes, collectionsCreated, compareAt };
  await close(db, id, { state: report.outcome, finishedAt: at, report: told });
  return report;
}

/** The file is forgotten: what it said is in the catalogue or in the report. */
async function close(db: Db, id: RunId, end: Partial<typeof importRuns.$inferInsert>): Promise<void> {
  await db.update(importRuns).set({ ...end, file: null }).where(eq(importRuns.id, id));
}

async function* pieces(file: Buffer, progress: { doneBytes: number; readonly stop: boolean }): AsyncGenerator<Buffer> {
  for (let at = 0; at < file.length; at += PIECE_BYTES) {
    if (progress.stop) throw new Cancelled();
    yield file.subarray(at, at + PIECE_BYTES);
    progress.doneBytes = at + PIECE_BYTES > file.length ? file.length : at + PIECE_BYTES;
    // Others have their turn between two pieces: the beat above among them.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Forgets imports that were through before a moment. */
export async function forgetImports(tx: Tx, before: Date): Promise<{ readonly ok: true }> {
  await tx.delete(importRuns).where(lt(importRuns.finishedAt, before));
  return { ok: true };
}
