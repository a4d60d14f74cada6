import "server-only";
import NextAuth, { CredentialsSignin, type NextAuthConfig, type Profile, type User } from "next-auth";
import { cookies, headers } from "next/headers";
import type { NextRequest } from "next/server";
import Credentials from "next-auth/providers/credentials";
import Google from "next-auth/providers/google";
import { transact } from "@/db/transact";
import { openByLink, openFor, tryCode } from "@/lib/access/commands";
import { isPassword } from "@/lib/access/password/commands";
import { findPasswordOf } from "@/lib/access/password/queries";
import { findSession, hashOf } from "@/lib/access/queries";
import { SESSION_DAYS } from "@/lib/access/rules";
import type { OpenOutcome, SessionHash } from "@/lib/access/types";
import { AddressInput } from "@/lib/members/input";
import { db } from "./database";
import { environment } from "./env";
import { codeHash } from "./keyed";
import { errorFields, log } from "./log";
import { deviceOf } from "./request";
import { SESSION_COOKIE } from "./session-cookie";
import { now } from "./time";

declare module "next-auth" {
  interface User {
    /** The key of the session that was opened; it becomes the cookie. */
    sessionKey?: string;
  }
  interface Session {
    /** The row behind the cookie, not yet looked up. */
    hash?: SessionHash;
  }
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** The cookie that carries a session's key. */
const sessionCookie = (): string => (environment().appUrl.startsWith("https:") ? `__Host-${SESSION_COOKIE}` : SESSION_COOKIE);

/** next-auth remembers in a cookie where it led to. We lead ourselves, and set no cookie that nobody needs. */
const LEFTOVER = "cagnotte.led-to";

/** What somebody showed does not open anything: a link that is over, a wrong code or password, or an address of nobody. */
class NothingOpened extends CredentialsSignin {
  override code = "nothing_opened";
}

/**
 * next-auth's part: it carries the cookie and runs the ways in (a link or a code from a mail, a password, Google where it is set up). What it calls a JWT is
 * the bare key of a row in `sessions`, so that a session can be ended at once; whether the row is still there is for
 * `viewer()` to look up, and an outage is not taken for a signed-out visitor.
 */
const { auth, handlers, signIn, signOut } = NextAuth((): NextAuthConfig => {
  const { appUrl, authSecret, google } = environment();
  const secure = appUrl.startsWith("https:");
  return {
    secret: authSecret,
    trustHost: true,
    useSecureCookies: secure,
    cookies: {
      callbackUrl: { name: LEFTOVER, options: { httpOnly: true, sameSite: "lax", path: "/", secure } },
      sessionToken: { name: sessionCookie(), options: { httpOnly: true, sameSite: "lax", path: "/", secure } },
    },
    session: { strategy: "jwt", maxAge: SESSION_DAYS * 24 * 60 * 60 },
    providers: [
      Credentials({ id: "link", credentials: { token: {}, replacing: {} }, authorize: (given, request) => openWith(comingFrom(given, request), (coming) => transact(db(), (tx) => openByLink(tx, { ...coming, token: text(given.token) }))) }),
      Credentials({ id: "code", credentials: { email: {}, code: {}, replacing: {} }, authorize: (given, request) => openWith(comingFrom(given, request), (coming) => openByCode(text(given.email), text(given.code), coming)) }),
      Credentials({ id: "password", credentials: { email: {}, password: {}, replacing: {} }, authorize: (given, request) => openWith(comingFrom(given, request), (coming) => openByPassword(text(given.email), text(given.password), coming)) }),
      ...(google ? [Google({ ...google, checks: ["pkce", "state", "nonce"] })] : []),
    ],
    jwt: {
      encode: ({ token }) => Promise.resolve(text(token?.["key"])),
      decode: ({ token }) => Promise.resolve(token ? { key: token } : null),
    },
    callbacks: {
      signIn: ({ user, account, profile }) => account?.provider !== "google" || openByGoogle(user, profile),
      jwt: ({ token, user }) => ((user as typeof user | undefined)?.sessionKey === undefined ? token : { key: user.sessionKey }),
      session: ({ session, token }) => ({ expires: session.expires, user: {}, hash: hashOf(text(token["key"])) }),
    },
    logger: {
      // What it wraps says more than the wrapper.
      error: (error) => error instanceof CredentialsSignin || log("sign_in.failed", errorFields((error.cause as { readonly err?: unknown } | undefined)?.err ?? error), "error"),
      warn: (code) => log("sign_in.warning", { code }, "warn"),
      debug: () => undefined,
    },
  };
});

type Coming = { readonly device: string; readonly replacing: SessionHash | null; readonly at: Date };
const NOTHING: OpenOutcome = { ok: false, reason: "link_over" };

const comingFrom = (given: Partial<Record<string, unknown>>, request: Request): Coming => {
  const replacing = text(given["replacing"]);
  return { device: deviceOf(request.headers), replacing: replacing === "" ? null : (replacing as SessionHash), at: now() };
};

async function openWith(coming: Coming, open: (coming: Coming) => Promise<OpenOutcome>) {
  const opened = await open(coming);
  if (!opened.ok) throw new NothingOpened();
  return { id: opened.member, sessionKey: opened.sessionKey };
}

/** The try is counted and committed before anything is opened. */
async function openByCode(email: string, code: string, coming: Coming): Promise<OpenOutcome> {
  const { right } = await transact(db(), async (tx) => ({ ok: true, right: await tryCode(tx, { email, hash: codeHash(email, code), at: coming.at }) }));
  return right ? transact(db(), (tx) => openFor(tx, email, coming)) : NOTHING;
}

async function openByPassword(email: string, password: string, coming: Coming): Promise<OpenOutcome> {
  const right = await isPassword(password, await findPasswordOf(db(), email));
  return right ? transact(db(), (tx) => openFor(tx, email, coming)) : NOTHING;
}

/** Opens the account of the address that Google has verified; false where it is nobody's. */
async function openByGoogle(user: User, profile: Profile | undefined): Promise<boolean> {
  const email = AddressInput.safeParse(profile?.email_verified === true ? profile.email : null);
  if (!email.success) return false;
  const coming = { device: deviceOf(await headers()), replacing: await claimedSession(), at: now() };
  const opened = await transact(db(), (tx) => openFor(tx, email.data, coming));
  if (opened.ok) user.sessionKey = opened.sessionKey;
  return opened.ok;
}

/** The row that the browser's cookie points to, not looked up yet: no proof of anything. Null without a cookie. */
export async function claimedSession(): Promise<SessionHash | null> {
  // A visitor's page asks as well, and next-auth takes longer to say no than the rest of that answer.
  if (!(await cookies()).has(sessionCookie())) return null;
  return (await auth())?.hash ?? null;
}

/** What somebody shows to come in. */
export type Shown = { readonly way: "link"; readonly token: string } | { readonly way: "code"; readonly email: string; readonly code: string } | { readonly way: "password"; readonly email: string; readonly password: string };

/** Signs the browser in and sets a new cookie. Answers with the session; null when what it shows opens nothing. Throws on an outage. */
export async function comeIn({ way, ...shown }: Shown): Promise<SessionHash | null> {
  try {
    await signIn(way, { ...shown, replacing: (await claimedSession()) ?? "", redirect: false });
    const jar = await cookies();
    jar.delete(LEFTOVER);
    return hashOf(jar.get(sessionCookie())?.value ?? "");
  } catch (error) {
    if (error instanceof CredentialsSignin) return null;
    throw error;
  }
}

/** Begins a sign-in with Google: sets what will show that the answer is to this browser, and says where to send it. @param back where the answer leads, a path of ours */
export function goToGoogle(back: string): Promise<string> {
  return signIn("google", { redirectTo: back, redirect: false }) as Promise<string>;
}

/** Where a browser that comes back from Google was going to, and the session that it has now; null when Google, or its address, opens nothing. The cookies belong to the answer. */
export type CameBack = { readonly session: SessionHash | null; readonly back: string; readonly setCookies: readonly string[] };

/** Ends what `goToGoogle` began: checks the answer, asks Google whose it is, and opens a session for them. */
export async function comeBackFromGoogle(request: NextRequest): Promise<CameBack> {
  const setCookies = (await handlers.GET(request)).headers.getSetCookie();
  const key = setCookies.map((line) => /^([^=]+)=([^;]*)/.exec(line)).find((pair) => pair?.[1] === sessionCookie())?.[2] ?? "";
  return { session: key === "" ? null : hashOf(key), back: request.cookies.get(LEFTOVER)?.value ?? "", setCookies: [...setCookies.filter((line) => !line.startsWith(LEFTOVER)), `${LEFTOVER}=; Path=/; Max-Age=0`] };
}

/** Where a session that has just opened leads: to the wallet, by way of the second factor where its member has one. */
export async function entrance(session: SessionHash): Promise<"/wallet" | "/sign-in/factor"> {
  return (await findSession(db(), session, now()))?.factor === "asked" ? "/sign-in/factor" : "/wallet";
}

/** Takes the cookie away. The row is closed by the caller first. */
export async function forgetCookie(): Promise<void> {
  await signOut({ redirect: false });
  (await cookies()).delete(LEFTOVER);
}
