"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import * as z from "zod";
import { transact } from "@/db/transact";
import { askForLink } from "@/lib/access/commands";
import { pathIn } from "@/lib/kernel/address";
import { AddressInput } from "@/lib/members/input";
import { visitorAction } from "@/lib/web/action";
import { comeIn, entrance, goToGoogle } from "@/lib/web/auth";
import { db } from "@/lib/web/database";
import { environment } from "@/lib/web/env";
import { wakeJobs } from "@/lib/web/jobs/wake";
import { log } from "@/lib/web/log";
import { currentPlace } from "@/lib/web/place";
import { attempt } from "@/lib/web/rate-limit";
import { clientAddress } from "@/lib/web/request";

type Given = Readonly<Record<string, string>>;
type Asked =
  | { readonly ok: true; readonly email: string }
  | { readonly ok: false; readonly reason: "slow_down" | "code_wrong" | "password_wrong"; readonly given: Given };

const KEY_MAX = 200;
const from = async (): Promise<string> => clientAddress(await headers(), environment().proxyHops);

const SignInInput = z.discriminatedUnion("step", [
  z.object({ step: z.literal("ask"), email: AddressInput }),
  z.object({ step: z.literal("code"), email: AddressInput, code: z.string().max(40).transform((text) => text.replaceAll(/\D/g, "")).pipe(z.string().length(6)) }),
  z.object({ step: z.literal("password"), email: AddressInput, password: z.string().min(1).max(400) }),
]);

/**
 * The ways in: has a link and a code sent, takes the code, or takes a password. The answer is the same whether the address is known or
 * not, and whether it has had its share of mails; nobody is locked out, because a link that was sent opens always.
 */
export const signInAction = visitorAction(SignInInput, async ({ input, now: at }): Promise<Asked> => {
  const { step, email } = input;
  const slow = { ok: false, reason: "slow_down", given: { step, email } } as const;
  if (step === "ask") {
    if (!(await attempt("sign_in_by_address", await from()))) return slow;
    if (await attempt("sign_in_by_account", email)) {
      const { locale } = await currentPlace();
      await transact(db(), async (tx) => (await askForLink(tx, { email, locale, at }), { ok: true }));
      wakeJobs();
    }
    return { ok: true, email };
  }
  if (!(await attempt(`${step}_by_address`, await from())) || !(await attempt(`${step}_by_account`, email))) return slow;
  const opened = await comeIn(step === "code" ? { way: step, email, code: input.code } : { way: step, email, password: input.password });
  log("sign_in", { way: step, outcome: opened ? "ok" : "refused" });
  if (!opened) return { ok: false, reason: `${step}_wrong`, given: { step, email } };
  redirect(pathIn(await currentPlace(), await entrance(opened)));
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
  const opened = await comeIn({ way: "link", token: key });
  log("sign_in", { way: "link", outcome: opened ? "ok" : "link_over" });
  redirect(pathIn(place, opened ? await entrance(opened) : "/sign-in/open?state=over"));
}

/** Sends the browser to Google, where it is set up. */
export async function googleAction(): Promise<never> {
  const place = await currentPlace();
  const open = environment().google !== null && (await attempt("open_link_by_address", await from()));
  redirect(open ? await goToGoogle(pathIn(place, "/wallet")) : pathIn(place, "/sign-in/google"));
}
