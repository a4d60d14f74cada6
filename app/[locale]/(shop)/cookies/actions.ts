"use server";

import { redirect } from "next/navigation";
import { pathIn } from "@/lib/kernel/address";
import { rememberShop, writeConsent } from "@/lib/web/consent";
import { currentShop } from "@/lib/web/shop";

/** Keeps what somebody answered about the one optional cookie. */
export async function answerAction(form: FormData): Promise<void> {
  const accepted = form.get("answer") === "accepted";
  await writeConsent(accepted ? "accepted" : "refused");
  const { place, owner } = await currentShop();
  if (accepted && owner !== null && place.handle !== null) await rememberShop(place.handle);
  // From the page of choices back to it; the banner stays where it is.
  if (form.get("from") === "page") redirect(pathIn(place, "/cookies"));
}
