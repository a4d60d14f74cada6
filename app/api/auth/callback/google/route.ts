import type { NextRequest } from "next/server";
import { pathIn, placeOf } from "@/lib/kernel/address";
import { comeBackFromGoogle, entrance } from "@/lib/web/auth";
import { environment } from "@/lib/web/env";
import { log } from "@/lib/web/log";
import { problem } from "@/lib/web/problem";

/**
 * Where Google sends a browser back to. It leads to the wallet, or to the page that says that nothing opened. No other address of
 * next-auth's is there: the ways in that count their tries are forms of ours.
 */
export async function GET(request: NextRequest): Promise<Response> {
  if (environment().google === null) return problem({ status: 404, type: "not-found", title: "Not set up" });
  const { session, back, setCookies } = await comeBackFromGoogle(request);
  log("sign_in", { way: "google", outcome: session ? "ok" : "refused" });
  const place = placeOf(URL.canParse(back) ? new URL(back).pathname : "/");
  const answer = new Response(null, { status: 303, headers: { location: pathIn(place, session ? await entrance(session) : "/sign-in/google"), "cache-control": "no-store" } });
  for (const line of setCookies) answer.headers.append("set-cookie", line);
  return answer;
}
