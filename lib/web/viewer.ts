import "server-only";
import { connection } from "next/server";
import { cache } from "react";
import { findOperatorRole, findSession } from "@/lib/access/queries";
import { hasRight } from "@/lib/access/rules";
import type { Customer, Distributor, OpenSession, Operator, OperatorRole, Right, SessionHash, SignedIn } from "@/lib/access/types";
import { claimedSession } from "./auth";
import { db } from "./database";
import { now } from "./time";

/** Who looks at this page or sends this form. `factor`: whether they have shown a second one, which only operators need. */
export type Viewer = { readonly who: SignedIn; readonly session: SessionHash; readonly factor: "none" | "shown" };

/** The session behind this request, even while it owes its second factor. For the pages that ask for that, and for signing out; to be somebody, be the `viewer`. */
export const openSession = cache(async (): Promise<OpenSession | null> => {
  // next-auth makes random values as it starts, which a prerender may not.
  await connection();
  const hash = await claimedSession();
  return hash && (await findSession(db(), hash, now()));
});

/**
 * The person behind this request, from the rows of this moment: never from the cookie alone. Null for a visitor, and while a second
 * factor is owed. Looked up once per request. Throws when the database can't be reached.
 */
export const viewer = cache(async (): Promise<Viewer | null> => {
  const open = await openSession();
  if (!open || open.factor === "asked") return null;
  const { id, role, firstName, locale } = open.member;
  const person = { id, role, firstName, locale, handle: open.handle };
  return { who: person as Customer | Distributor, session: open.hash, factor: open.factor };
});

/** The signed-in person, or null. */
export async function signedIn(): Promise<SignedIn | null> {
  return (await viewer())?.who ?? null;
}

/** What stands between this request and the office: it is open to a role, or an operator owes a second factor, or has to set one up. Null for everybody who is no operator. */
export const officeDoor = cache(async (): Promise<{ readonly open: true; readonly role: OperatorRole } | { readonly open: false; readonly factor: "none" | "asked" } | null> => {
  const session = await openSession();
  const role = session && (await findOperatorRole(db(), session.member.id));
  if (!role) return null;
  return session.factor === "shown" ? { open: true, role } : { open: false, factor: session.factor };
});

/** The role of the person who looks, from the row of this moment; null for everybody who is no operator, and for one without a second factor. */
export async function officeRole(): Promise<OperatorRole | null> {
  const door = await officeDoor();
  return door?.open === true ? door.role : null;
}

/** The operator behind this request, if they have the right; null for everybody else. Ask for it in every read and action of the office. */
export async function operatorWith(right: Right): Promise<Operator | null> {
  const by = await anyOperator();
  return by && hasRight(by.role, right) ? by : null;
}

/** The operator behind this request, whatever their rights; null for everybody else. */
export async function anyOperator(): Promise<Operator | null> {
  const [who, role] = [await signedIn(), await officeRole()];
  if (!who || role === null) return null;
  return { id: who.id, role, firstName: who.firstName, locale: who.locale } as Operator;
}
