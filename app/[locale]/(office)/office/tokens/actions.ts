"use server";

import { revalidatePath } from "next/cache";
import * as z from "zod";
import { transact } from "@/db/transact";
import { issueToken, revokeToken } from "@/lib/access/tokens/commands";
import { SCOPES } from "@/lib/access/tokens/types";
import { parseId } from "@/lib/kernel/id";
import { operatorAction } from "@/lib/web/action";
import { db } from "@/lib/web/database";

const DAY_MS = 86_400_000;

const Wish = z.looseObject({ name: z.string().trim().min(1).max(80), days: z.enum(["30", "90", "365"]) });

/** Makes a token. Its secret is in this answer and nowhere else. */
export const issueAction = operatorAction("tokens", Wish, async ({ by, input, now }) => {
  const scopes = SCOPES.filter((scope) => input[scope] === "on");
  if (scopes.length === 0) return { ok: false as const, reason: "no_scope" as const };
  const expiresAt = new Date(now.getTime() + Number(input.days) * DAY_MS);
  const made = await transact(db(), async (tx) => ({ ok: true as const, ...(await issueToken(tx, { name: input.name, scopes, expiresAt, by: by.id, at: now })) }));
  revalidatePath("/", "layout");
  return { ok: true as const, name: input.name, secret: made.secret };
});

const Which = z.object({ token: z.string().transform((text, context) => parseId("token", text) ?? (context.addIssue("not_an_id"), z.NEVER)) });

/** Ends a token at once. */
export const revokeAction = operatorAction("tokens", Which, async ({ by, input, now }) => {
  await transact(db(), async (tx) => ({ ok: true as const, revoked: await revokeToken(tx, input.token, { by: by.id, at: now }) }));
  revalidatePath("/", "layout");
  return { ok: true as const };
});
