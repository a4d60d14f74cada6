"use server";

import { redirect } from "next/navigation";
import { transact } from "@/db/transact";
import { closeSession } from "@/lib/access/commands";
import { pathIn } from "@/lib/kernel/address";
import { forgetCookie } from "@/lib/web/auth";
import { db } from "@/lib/web/database";
import { tellLive } from "@/lib/web/live/live";
import { currentPlace } from "@/lib/web/place";
import { openSession } from "@/lib/web/viewer";

/** Ends this browser's session, at once, and leads to the shop's front page. Somebody who is signed out stays so. */
export async function signOutAction(): Promise<never> {
  const open = await openSession();
  if (open) {
    await transact(db(), async (tx) => (await closeSession(tx, open.hash), { ok: true }));
    // Its open pages learn it in this moment, too.
    tellLive([open.member.id]);
  }
  await forgetCookie();
  redirect(pathIn(await currentPlace(), "/"));
}
