import "server-only";
import { connection } from "next/server";
import { cache } from "react";
import { findSession } from "@/lib/access/queries";
import type { Customer, Distributor, SessionHash, SignedIn } from "@/lib/access/types";
import { claimedSession } from "./auth";
import { db } from "./database";
import { now } from "./time";

/** Who looks at this page or sends this form. */
export type Viewer = { readonly who: SignedIn; readonly session: SessionHash };

/**
 * The person behind this request, from the rows of this moment: never from the cookie alone. Null for a visitor.
 * Looked up once per request. Throws when the database can't be reached.
 */
export const viewer = cache(async (): Promise<Viewer | null> => {
  // next-auth makes random values as it starts, which a prerender may not.
  await connection();
  const hash = await claimedSession();
  const open = hash && (await findSession(db(), hash, now()));
  if (!open) return null;
  const { id, role, firstName, locale } = open.member;
  const person = { id, role, firstName, locale, handle: open.handle };
  return { who: person as Customer | Distributor, session: open.hash };
});

/** The signed-in person, or null. */
export async function signedIn(): Promise<SignedIn | null> {
  return (await viewer())?.who ?? null;
}
