"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import * as z from "zod";
import { transact } from "@/db/transact";
import { askForLink } from "@/lib/access/commands";
import { pathIn } from "@/lib/kernel/address";
import { AddressInput } from "@/lib/members/input";
import { visitorAction } from "@/lib/web/action";
import { signInByLink } from "@/lib/web/auth";
import { db } from "@/lib/web/database";
import { environment } from "@/lib/web/env";
import { wakeJobs } from "@/lib/web/jobs/wake";
import { log } from "@/lib/web/log";
import { currentPlace } from "@/lib/web/place";
import { attempt } from "@/lib/web/rate-limit";
import { clientAddress } from "@/lib/web/request";

type SlowDown = { readonly ok: false; readonly reason: "slow_down"; readonly given: Readonly<Record<string, string>> };
type Asked = { readonly ok: true } | SlowDown;

const KEY_MAX = 200;
const from = async (): Promise<string> => clientAddress(await headers(), environment().proxyHops);

/** Has a link sent. The answer is the same whether the address is known or not, and whether it has had its share of mails. */
export const askForLinkAction = visitorAction(z.object({ email: AddressInput }), async ({ input: { email }, now }): Promise<Asked> => {
  if (!(await attempt("sign_in_by_address", await from()))) return { ok: false, reason: "slow_down", given: { email } };
  if (await attempt("sign_in_by_account", email)) {
    const { locale } = await currentPlace();
    await transact(db(), async (tx) => (await askForLink(tx, { email, locale, at: now }), { ok: true }));
    wakeJobs();
  }
  return { ok: true };
});

/**
 * Signs in by the link of a mail, in answer to a click, and leads to the wallet; else back to the button with a reason.
 * By redirects, because a page that reads its own address can't show an action's answer without JavaScript.
 */
export async function openLinkAction(form: FormData): Promise<never> {
  const place = await currentPlace();
  const given = form.get("key");
  const key = typeof given === "string" ? given.slice(0, KEY_MAX) : "";
  if (!(await attempt("open_link_by_address", await from()))) redirect(pathIn(place, `/sign-in/open?state=slow&key=${encodeURIComponent(key)}`));
  const opened = await signInByLink(key);
  log("sign_in", { way: "link", outcome: opened ? "ok" : "link_over" });
  redirect(pathIn(place, opened ? "/wallet" : "/sign-in/open?state=over"));
}
