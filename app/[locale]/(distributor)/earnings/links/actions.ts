"use server";

import { redirect } from "next/navigation";
import * as z from "zod";
import { transact } from "@/db/transact";
import { archiveLink, makeLink } from "@/lib/earnings/links/commands";
import type { LinkOutcome } from "@/lib/earnings/links/types";
import { pathIn } from "@/lib/kernel/address";
import { memberAction, type SignedOut } from "@/lib/web/action";
import { db } from "@/lib/web/database";
import { currentPlace } from "@/lib/web/place";

type Refused = Exclude<LinkOutcome, { readonly ok: true }> & { readonly given: Readonly<Record<string, string>> };
const PAGE = "/earnings/links";

/** Makes a labelled link of the signed-in distributor's shop. */
export const makeLinkAction = memberAction(z.object({ label: z.string().max(200) }), async ({ who, input, now }): Promise<Refused | SignedOut> => {
  if (who.role !== "distributor") return { ok: false, reason: "signed_out" };
  const outcome = await transact(db(), (tx) => makeLink(tx, { owner: who.id, handle: who.handle, label: input.label, at: now }));
  if (!outcome.ok) return { ...outcome, given: { label: input.label } };
  redirect(`${pathIn(await currentPlace(), PAGE)}?made=${outcome.handle}`);
});

const Archiving = z.object({ handle: z.string().max(60), archived: z.enum(["yes", "no"]) });

/** Takes a link off the list, or puts it back. */
export const archiveLinkAction = memberAction(Archiving, async ({ who, input, now }): Promise<SignedOut> => {
  if (who.role !== "distributor") return { ok: false, reason: "signed_out" };
  await transact(db(), (tx) => archiveLink(tx, { owner: who.id, handle: input.handle, archived: input.archived === "yes", at: now }));
  redirect(`${pathIn(await currentPlace(), PAGE)}${input.archived === "yes" ? "" : "?all"}`);
});
