import type { IncomingMessage } from "node:http";
import { type AskedOrder, orderInAddress, pathIn, placeOf, sharedAddress } from "@/lib/kernel/address";
import { DEFAULT_LOCALE, LOCALES } from "@/lib/kernel/locale";
import { absolute, opensOrder, opensWithdrawal } from "./links";
import { isRobot } from "./preview/bots";
import { SESSION_COOKIE } from "./session-cookie";

/** The address as the browser sent it, on every request. What a client sends under this name is overwritten. */
export const ADDRESS_HEADER = "x-cagnotte-address";

/** What answers robots below a handle. */
export const ROBOTS_PAGE = "/preview";

/** Leads nowhere, which is answered with 404. */
const NOWHERE = "/-/-";

/** What happens to a request before the framework sees it. Answers whether it asks for a page that is the same for everybody. */
export function receive(request: Pick<IncomingMessage, "headers" | "method" | "url">, opens: (asked: AskedOrder) => boolean = opensAsked): boolean {
  const { method, url = "/" } = request;
  request.headers[ADDRESS_HEADER] = url;
  if (method !== "GET" && method !== "HEAD") return false;
  // It has no content. Taken for a form, it would be drawn from the beginning: lib/web/page-cache.ts.
  delete request.headers["content-type"];
  const order = orderInAddress(url);
  // The framework answers 200 before a page of one person has said that there is nothing: a stranger is turned away here.
  if (order !== null && !isSignedIn(request) && !opens(order)) {
    request.url = NOWHERE;
    return false;
  }
  const shared = sharedAddress(url);
  // A robot in a member's shop gets that member's title and picture, and the right status. DESIGN §7
  const forRobots = shared !== null && placeOf(url.split("?", 1)[0] ?? "/").handle !== null && isRobot(request.headers["user-agent"]);
  request.url = forRobots ? ROBOTS_PAGE : (shared ?? url);
  return method === "GET" && shared !== null && !forRobots;
}

const opensAsked = ({ page, number, key }: AskedOrder): boolean => (page === "order" ? opensOrder : opensWithdrawal)(number, key);

/**
 * What a front page says of itself to robots, in the head of the answer because its HTML is the same for every shop: which address it is
 * and where the other language stands. Null for every other page: those stand for the company's, and say so in their HTML. RFC 8288
 */
export function frontLinks(url: string, whole: (path: string) => string = absolute): string | null {
  const path = url.split("?", 1)[0] ?? "/";
  if (!/^(?:\/en)?\/$/.test(sharedAddress(path) ?? "")) return null;
  const { locale, handle } = placeOf(path);
  const at = (language: (typeof LOCALES)[number]) => `<${whole(pathIn({ locale: language, handle }, "/"))}>`;
  const others = [...LOCALES.map((language) => [language, language] as const), ["x-default", DEFAULT_LOCALE] as const];
  return [`${at(locale)}; rel="canonical"`, ...others.map(([name, language]) => `${at(language)}; rel="alternate"; hreflang="${name}"`)].join(", ");
}

/** Claims to be: who it is, and whether the order is theirs, the page finds out. */
function isSignedIn({ headers }: Pick<IncomingMessage, "headers">): boolean {
  return headers.cookie?.includes(`${SESSION_COOKIE}=`) ?? false;
}
