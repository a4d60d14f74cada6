import "server-only";
import { cookies } from "next/headers";
import type { MemberId } from "@/lib/kernel/id";
import { findShop } from "@/lib/members/queries";
import { db } from "./database";
import { environment } from "./env";

/** Whether somebody agreed that the last shop they visited is remembered. */
export type Consent = "accepted" | "refused" | "unasked";

const ANSWER = "consent";
const SHOP = "last-shop";
const DAY_S = 24 * 60 * 60;
/** As the CNIL recommends: an answer, either one, stands for six months. */
const ANSWER_DAYS = 180;
/** DESIGN §3. */
const SHOP_DAYS = 30;

const settings = (days: number) => ({ httpOnly: true, sameSite: "lax", secure: environment().appUrl.startsWith("https:"), path: "/", maxAge: days * DAY_S }) as const;

/** The answer so far. No cookie is no answer. */
export async function readConsent(): Promise<Consent> {
  const answer = (await cookies()).get(ANSWER)?.value;
  return answer === "accepted" || answer === "refused" ? answer : "unasked";
}

/** Keeps an answer. A refusal also forgets the shop; nothing but the answer itself is kept with it. In actions and route handlers. */
export async function writeConsent(answer: Exclude<Consent, "unasked">): Promise<void> {
  const jar = await cookies();
  jar.set(ANSWER, answer, settings(ANSWER_DAYS));
  if (answer === "refused" && jar.has(SHOP)) jar.delete(SHOP);
}

/** Remembers a shop for thirty days, if that was agreed to. In actions and route handlers. */
export async function rememberShop(handle: string): Promise<void> {
  if ((await readConsent()) === "accepted") (await cookies()).set(SHOP, handle, settings(SHOP_DAYS));
}

/** Whose shop was remembered with consent, if it is open today; null otherwise. */
export async function rememberedShop(): Promise<MemberId | null> {
  const handle = (await cookies()).get(SHOP)?.value;
  if (handle === undefined || (await readConsent()) !== "accepted") return null;
  const found = await findShop(db(), handle);
  const open = found.kind === "moved" ? await findShop(db(), found.handle) : found;
  return open.kind === "open" ? open.shop.memberId : null;
}
