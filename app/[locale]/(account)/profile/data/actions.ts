"use server";

import { redirect } from "next/navigation";
import { transact } from "@/db/transact";
import { removePicture } from "@/lib/gateway/pictures/media";
import { pathIn } from "@/lib/kernel/address";
import type { Id } from "@/lib/kernel/id";
import { findShopOf } from "@/lib/members/queries";
import { eraseMember } from "@/lib/membership/commands";
import type { ErasureOutcome } from "@/lib/membership/types";
import { correctProfile, setConsent } from "@/lib/privacy/commands";
import { ConsentInput, ErasureInput, ProfileInput } from "@/lib/privacy/input";
import { findProfile } from "@/lib/privacy/queries";
import { memberAction } from "@/lib/web/action";
import { forgetCookie } from "@/lib/web/auth";
import { db } from "@/lib/web/database";
import { environment } from "@/lib/web/env";
import { wakeJobs } from "@/lib/web/jobs/wake";
import { tellLive } from "@/lib/web/live/live";
import { currentPlace } from "@/lib/web/place";

/** Corrects the reader's names, town and language. */
export const correctAction = memberAction(ProfileInput, async ({ who, input }): Promise<never> => {
  await transact(db(), async (tx) => (await correctProfile(tx, who.id, input), { ok: true }));
  redirect(`${pathIn(await currentPlace(), "/profile/data")}?state=corrected`);
});

const changeConsent = memberAction(ConsentInput, async ({ who, input, now }): Promise<never> => {
  await transact(db(), async (tx) => (await setConsent(tx, who.id, { ...input, at: now }), { ok: true }));
  redirect(`${pathIn(await currentPlace(), "/profile/data")}?state=consent#consents`);
});

/** Gives a consent or takes it back: the same weight, one click either way. */
export async function consentAction(form: FormData): Promise<void> {
  await changeConsent(null, form);
}

type Refused = Exclude<ErasureOutcome, { readonly ok: true }>["reason"];
type EraseOutcome = { readonly ok: false; readonly reason: Refused | "other_address"; readonly given: Readonly<Record<string, string>> };

/** Erases the reader, who wrote their own address once more: the balance is written off, every session ends, and nothing can be had back. */
export const eraseAction = memberAction(ErasureInput, async ({ who, input, now }): Promise<EraseOutcome> => {
  const given = { email: input.email };
  if ((await findProfile(db(), who.id))?.email !== input.email) return { ok: false, reason: "other_address", given };
  const shop = await findShopOf(db(), who.id);
  const outcome = await transact(db(), (tx) => eraseMember(tx, { id: input.deed as Id<"trail">, member: who.id, by: who.id, reason: "", at: now }));
  if (!outcome.ok) return { ok: false, reason: outcome.reason, given };
  wakeJobs();
  tellLive([who.id]);
  if (shop?.picture) await removePicture(environment().mediaDir, shop.picture);
  await forgetCookie();
  redirect(`${pathIn(await currentPlace(), "/profile/data/erase")}?state=done`);
});
