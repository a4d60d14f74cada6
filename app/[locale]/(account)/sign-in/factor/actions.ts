"use server";

import { redirect } from "next/navigation";
import * as z from "zod";
import { transact } from "@/db/transact";
import { beginFactor, passFactor, passRecovery, setRecoveryCodes } from "@/lib/access/factor/commands";
import { newFactorSecret, newRecoveryCodes } from "@/lib/access/factor/input";
import { findFactor } from "@/lib/access/factor/queries";
import { findOperatorRole } from "@/lib/access/queries";
import { pathIn } from "@/lib/kernel/address";
import { type SignedOut, visitorAction } from "@/lib/web/action";
import { db } from "@/lib/web/database";
import { seal, unseal } from "@/lib/web/keyed";
import { log } from "@/lib/web/log";
import { currentPlace } from "@/lib/web/place";
import { attempt } from "@/lib/web/rate-limit";
import { openSession } from "@/lib/web/viewer";

type Shown = { readonly ok: true; readonly codes: readonly string[] } | { readonly ok: false; readonly reason: "wrong" | "slow" } | SignedOut;

/** Makes a secret for the reader's app, unless one is confirmed already, and shows it. */
export async function beginAction(): Promise<never> {
  const open = await openSession();
  if (open?.factor === "none") await transact(db(), async (tx) => (await beginFactor(tx, open.member.id, seal(newFactorSecret())), { ok: true }));
  redirect(pathIn(await currentPlace(), open ? "/sign-in/factor" : "/sign-in"));
}

/**
 * Takes a code of the reader's app, or a recovery code. The first right one confirms the app and answers with the recovery codes, this
 * once; later ones lead on.
 */
export const showFactorAction = visitorAction(z.object({ code: z.string().max(60) }), async ({ input: { code }, now: at }): Promise<Shown> => {
  const open = await openSession();
  if (!open) return { ok: false, reason: "signed_out" };
  const member = open.member.id;
  if (!(await attempt("factor_by_account", member))) return { ok: false, reason: "slow" };
  const factor = await findFactor(db(), member);
  if (!factor) return { ok: false, reason: "wrong" };
  const who = { member, session: open.hash, at };
  const fresh = factor.confirmedAt === null ? newRecoveryCodes() : [];
  const { right } = await transact(db(), async (tx) => {
    const right = (await passFactor(tx, who, { secret: unseal(factor.secret), code })) || (factor.confirmedAt !== null && (await passRecovery(tx, who, code)));
    if (right && fresh.length > 0) await setRecoveryCodes(tx, member, fresh);
    return { ok: true, right };
  });
  log("second_factor", { outcome: right ? "ok" : "refused" });
  if (!right) return { ok: false, reason: "wrong" };
  if (fresh.length > 0) return { ok: true, codes: fresh };
  redirect(pathIn(await currentPlace(), (await findOperatorRole(db(), member)) === null ? "/wallet" : "/office"));
});
