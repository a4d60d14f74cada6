"use server";

import { refresh } from "next/cache";
import * as z from "zod";
import { transact } from "@/db/transact";
import { cancelImport } from "@/lib/imports/runs/commands";
import { parseId } from "@/lib/kernel/id";
import { record } from "@/lib/trail/commands";
import { operatorAction } from "@/lib/web/action";
import { db } from "@/lib/web/database";

/** Asks an import to stop: nothing of it will have been written. */
export const cancelAction = operatorAction("catalogue", z.object({ run: z.string().max(40) }), async ({ by, input, now }) => {
  const run = parseId("import", input.run);
  if (run === null) return { ok: false as const, reason: "unknown_run" as const };
  await transact(db(), async (tx) => {
    if (await cancelImport(tx, run, now)) await record(tx, { actor: by.id, action: "import.cancelled", subject: run, at: now });
    return { ok: true };
  });
  refresh();
  return { ok: true as const };
});
