import "server-only";
import { connection } from "next/server";
import { cache } from "react";
import { findOperatorRole, findSession } from "@/lib/access/queries";
import { hasRight } from "@/lib/access/rules";
import type { Customer, Distributor, Operator, OperatorRole, Right, SessionHash, SignedIn } from "@/lib/access/types";
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

/** The role of the person who looks, from the row of this moment; null for everybody who is no operator. */
export const officeRole = cache(async (): Promise<OperatorRole | null> => {
  const who = await signedIn();
  return who && findOperatorRole(db(), who.id);
});

/** The operator behind this request, if they have the right; null for everybody else. Ask for it in every read and action of the office. */
export async function operatorWith(right: Right): Promise<Operator | null> {
  const [who, role] = [await signedIn(), await officeRole()];
  if (!who || role === null || !hasRight(role, right)) return null;
  return { id: who.id, role, firstName: who.firstName, locale: who.locale } as Operator;
}
