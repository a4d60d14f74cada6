"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { transact } from "@/db/transact";
import { askForLink } from "@/lib/access/commands";
import { SIGN_IN_LINK_MINUTES } from "@/lib/access/rules";
import { pathIn } from "@/lib/kernel/address";
import { AddressInput } from "@/lib/members/input";
import { signInByLink } from "@/lib/web/auth";
import { db } from "@/lib/web/database";
import { environment } from "@/lib/web/env";
import { wakeJobs } from "@/lib/web/jobs/wake";
import { currentPlace } from "@/lib/web/place";
import { attempt } from "@/lib/web/rate-limit";
import { clientAddress } from "@/lib/web/request";
import { now } from "@/lib/web/time";
import { words } from "@/lib/web/words";

export type SignInState = { readonly sent: string | null; readonly error: string | null; readonly email: string };

/** Has a link sent. The answer is the same whether anybody is known under the address. */
export async function askForLinkAction(_previous: SignInState | null, form: FormData): Promise<SignInState> {
  const { locale } = await currentPlace();
  const t = words(locale, "account");
  const typed = form.get("email");
  const email = typeof typed === "string" ? typed : "";
  const address = AddressInput.safeParse(email);
  if (!address.success) return { sent: null, error: t("signIn.notAnAddress"), email };
  const from = clientAddress(await headers(), environment().proxyHops);
  const within = (await attempt("sign_in_by_address", from)) && (await attempt("sign_in_by_account", address.data));
  if (!within) return { sent: null, error: t("signIn.slowDown"), email };
  await transact(db(), async (tx) => (await askForLink(tx, { email: address.data, locale, at: now() }), { ok: true }));
  wakeJobs();
  return { sent: t("signIn.sent", { minutes: SIGN_IN_LINK_MINUTES }), error: null, email };
}

/** Uses the link of a mail: only this click signs in, so that a mail scanner's visit does not use it up. */
export async function openLinkAction(_previous: string | null, form: FormData): Promise<string | null> {
  const place = await currentPlace();
  const t = words(place.locale, "account");
  const from = clientAddress(await headers(), environment().proxyHops);
  if (!(await attempt("open_link_by_address", from))) return t("signIn.slowDown");
  const key = form.get("key");
  const opened = await signInByLink(typeof key === "string" ? key : "");
  if (!opened) return t("open.linkOver");
  redirect(pathIn(place, "/wallet"));
}
