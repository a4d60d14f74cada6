import * as z from "zod";
import { searchListed } from "@/lib/members/listed/queries";
import { findAddresses } from "@/lib/web/addresses";
import { db } from "@/lib/web/database";
import { environment } from "@/lib/web/env";
import { problem } from "@/lib/web/problem";
import { attempt } from "@/lib/web/rate-limit";
import { clientAddress } from "@/lib/web/request";

const Asked = z.object({ about: z.enum(["address", "person"]), text: z.string().trim().min(3).max(120) });
const BODY_MAX_BYTES = 1_024;

const answer = (found: unknown): Response => Response.json({ found }, { headers: { "cache-control": "private, no-store" } });

/**
 * What somebody may mean who types an address, or the name of the person who told them about the shop. Sent as a body, because what is typed
 * is personal and addresses are logged. Whoever can't be helped types on: an outage and a limit answer with a problem, which the form hides.
 */
export async function POST(request: Request): Promise<Response> {
  const body = await request.text();
  const asked = body.length > BODY_MAX_BYTES ? null : Asked.safeParse(parsed(body));
  if (!asked?.success) return problem({ status: 400, type: "invalid-input", title: "Invalid input" });
  const { about, text } = asked.data;
  const from = clientAddress(request.headers, environment().proxyHops);
  if (!(await attempt(about === "address" ? "find_address_by_address" : "find_listed_by_address", from))) return problem({ status: 429, title: "Too many requests" });
  if (about === "person") return answer(await searchListed(db(), text));
  const addresses = await findAddresses(text);
  return addresses.ok ? answer(addresses.found) : problem({ status: 503, type: addresses.reason, title: "The address service can't be asked now" });
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
