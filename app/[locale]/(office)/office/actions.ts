"use server";

import { refresh } from "next/cache";
import * as z from "zod";
import { transact } from "@/db/transact";
import { parseId } from "@/lib/kernel/id";
import { forgetFilter, keepFilter } from "@/lib/office/filters/commands";
import { FILTERED } from "@/lib/office/filters/types";
import { anyOperatorAction } from "@/lib/web/action";
import { db } from "@/lib/web/database";

const Keep = z.object({ page: z.enum(FILTERED), name: z.string().trim().min(1).max(60), query: z.string().max(500).transform((text) => new URLSearchParams(text).toString()) });

/** Keeps what a list shows under a name. The reader's own: nobody else sees it, and nothing in the shop changes by it. */
export const keepFilterAction = anyOperatorAction(Keep, async ({ by, input, now }) => {
  const outcome = await transact(db(), (tx) => keepFilter(tx, by, { ...input, at: now }));
  refresh();
  return outcome;
});

/** Forgets one of the reader's own. */
export const forgetFilterAction = anyOperatorAction(z.object({ id: z.string().max(40) }), async ({ by, input }) => {
  const id = parseId("filter", input.id);
  if (id !== null) await transact(db(), (tx) => forgetFilter(tx, by, id));
  refresh();
  return { ok: true as const };
});
