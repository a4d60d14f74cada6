import { lookup } from "node:dns";
import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { isPublicAddress } from "./address";

/** Why a picture could not be had. `unreachable` and `too_slow` say something about the server, the others about the picture. */
export type FetchRefusal = "address_refused" | "unreachable" | "too_slow" | "not_found" | "too_large" | "not_a_picture";
export type Fetched = { readonly ok: true; readonly bytes: Buffer } | { readonly ok: false; readonly reason: FetchRefusal };
export type FetchSettings = {
  /** For the whole picture, redirects included. */
  readonly timeoutMs: number;
  readonly bytesMax: number;
  /** True only where the person at the keyboard owns the network, as in a test: also this machine and private networks. */
  readonly privateToo?: boolean;
};

const REDIRECTS_MAX = 3;
const AGENT = "Cagnotte-Import/1";

/**
 * Fetches the bytes behind an address. Only http and https, only public machines, checked on the address that the
 * connection really goes to and again at every redirect; bounded in time and size. Never throws.
 */
export async function fetchBytes(address: string, settings: FetchSettings): Promise<Fetched> {
  const signal = AbortSignal.timeout(settings.timeoutMs);
  let url = address;
  for (let hop = 0; hop <= REDIRECTS_MAX; hop += 1) {
    const answer = await ask(url, settings, signal);
    if (!("location" in answer)) return answer;
    if (!URL.canParse(answer.location, url)) return { ok: false, reason: "not_found" };
    url = new URL(answer.location, url).href;
  }
  return { ok: false, reason: "not_found" };
}

type Answer = Fetched | { readonly location: string };

async function ask(address: string, settings: FetchSettings, signal: AbortSignal): Promise<Answer> {
  const url = URL.canParse(address) ? new URL(address) : null;
  const allowed = url && (url.protocol === "https:" || url.protocol === "http:") && url.username === "" && url.password === "";
  if (!allowed) return { ok: false, reason: "address_refused" };
  // A name is checked when it is looked up; an address in the place of a name is never looked up.
  const literal = url.hostname.replace(/^\[|\]$/g, "");
  if (!settings.privateToo && isIP(literal) !== 0 && !isPublicAddress(literal)) return { ok: false, reason: "address_refused" };

  return new Promise<Answer>((resolve) => {
    const secure = url.protocol === "https:";
    // A connection of its own, so that no pooled one goes round the check.
    const agent = secure ? new HttpsAgent({ keepAlive: false }) : new HttpAgent({ keepAlive: false });
    const failed = (error: unknown): void => resolve({ ok: false, reason: reasonOf(error, signal) });
    const call = (secure ? httpsRequest : httpRequest)(
      url,
      { agent, signal, lookup: settings.privateToo ? lookup : publicLookup, headers: { "user-agent": AGENT, accept: "image/*" } },
      (response) => {
        const { statusCode = 0, headers } = response;
        const next = statusCode >= 300 && statusCode < 400 ? headers.location : undefined;
        if (next !== undefined || statusCode !== 200) {
          response.destroy();
          resolve(next === undefined ? { ok: false, reason: statusCode >= 500 ? "unreachable" : "not_found" } : { location: next });
          return;
        }
        collect(response, settings.bytesMax).then(resolve, failed);
      },
    );
    call.on("error", failed);
    call.end();
  });
}

async function collect(response: IncomingMessage, bytesMax: number): Promise<Fetched> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > bytesMax) {
      response.destroy();
      return { ok: false, reason: "too_large" };
    }
    parts.push(part);
  }
  return { ok: true, bytes: Buffer.concat(parts) };
}

class NotPublic extends Error {}

const publicLookup: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) {
      done(error, []);
      return;
    }
    const bad = addresses.some(({ address }) => !isPublicAddress(address));
    const [first] = addresses;
    if (bad || !first) done(new NotPublic(hostname), []);
    else if (options.all) done(null, addresses);
    else done(null, first.address, first.family);
  });
};

function reasonOf(error: unknown, signal: AbortSignal): FetchRefusal {
  if (error instanceof NotPublic) return "address_refused";
  return signal.aborted ? "too_slow" : "unreachable";
}
