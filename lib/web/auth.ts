import "server-only";
import NextAuth, { CredentialsSignin, type NextAuthConfig } from "next-auth";
import { cookies } from "next/headers";
import Credentials from "next-auth/providers/credentials";
import { transact } from "@/db/transact";
import { openByLink } from "@/lib/access/commands";
import { hashOf } from "@/lib/access/queries";
import { SESSION_DAYS } from "@/lib/access/rules";
import type { SessionHash } from "@/lib/access/types";
import { db } from "./database";
import { environment } from "./env";
import { errorFields, log } from "./log";
import { deviceOf } from "./request";
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

/** next-auth remembers in a cookie where it led to. We lead ourselves, and set no cookie that nobody needs. */
const LEFTOVER = "cagnotte.led-to";

/** The link was used, is too old, or never was. */
class LinkOver extends CredentialsSignin {
  override code = "link_over";
}

/**
 * next-auth's part: it carries the cookie and runs the ways in (a link from a mail; more to come). What it calls a JWT is
 * the bare key of a row in `sessions`, so that a session can be ended at once; whether the row is still there is for
 * `viewer()` to look up, and an outage is not taken for a signed-out visitor.
 */
const { auth, signIn, signOut } = NextAuth((): NextAuthConfig => {
  const { appUrl, authSecret } = environment();
  const secure = appUrl.startsWith("https:");
  return {
    secret: authSecret,
    trustHost: true,
    useSecureCookies: secure,
    cookies: {
      callbackUrl: { name: LEFTOVER, options: { httpOnly: true, sameSite: "lax", path: "/", secure } },
      sessionToken: { name: secure ? "__Host-cagnotte.session" : "cagnotte.session", options: { httpOnly: true, sameSite: "lax", path: "/", secure } },
    },
    session: { strategy: "jwt", maxAge: SESSION_DAYS * 24 * 60 * 60 },
    providers: [
      Credentials({
        id: "link",
        credentials: { token: {}, replacing: {} },
        authorize: (given, request) => openSession({ token: text(given.token), replacing: text(given.replacing) }, request),
      }),
    ],
    jwt: {
      encode: ({ token }) => Promise.resolve(text(token?.["key"])),
      decode: ({ token }) => Promise.resolve(token ? { key: token } : null),
    },
    callbacks: {
      jwt: ({ token, user }) => ((user as typeof user | undefined)?.sessionKey === undefined ? token : { key: user.sessionKey }),
      session: ({ session, token }) => ({ expires: session.expires, user: {}, hash: hashOf(text(token["key"])) }),
    },
    logger: {
      error: (error) => error instanceof CredentialsSignin || log("sign_in.failed", errorFields(error), "error"),
      warn: (code) => log("sign_in.warning", { code }, "warn"),
      debug: () => undefined,
    },
  };
});

async function openSession(given: { readonly token: string; readonly replacing: string }, request: Request) {
  const replacing = given.replacing === "" ? null : (given.replacing as SessionHash);
  const use = { token: given.token, device: deviceOf(request.headers), replacing, at: now() };
  const opened = await transact(db(), (tx) => openByLink(tx, use));
  if (!opened.ok) throw new LinkOver();
  return { id: opened.member, sessionKey: opened.sessionKey };
}

/** The row that the browser's cookie points to, not looked up yet: no proof of anything. Null without a cookie. */
export async function claimedSession(): Promise<SessionHash | null> {
  return (await auth())?.hash ?? null;
}

/** Signs the browser in by a link's token and sets the cookie. False when the link is over. Throws on an outage. */
export async function signInByLink(token: string): Promise<boolean> {
  try {
    await signIn("link", { token, replacing: (await claimedSession()) ?? "", redirect: false });
    (await cookies()).delete(LEFTOVER);
    return true;
  } catch (error) {
    if (error instanceof CredentialsSignin) return false;
    throw error;
  }
}

/** Takes the cookie away. The row is closed by the caller first. */
export async function forgetCookie(): Promise<void> {
  await signOut({ redirect: false });
  (await cookies()).delete(LEFTOVER);
}
