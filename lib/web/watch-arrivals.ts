import "server-only";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import { frontLinks, receive, ROBOTS_PAGE } from "./arrivals";
import { leadToPacked, listPacked } from "./packing/files";
import { writeLateScripts } from "./packing/late";
import { packOnTheWay } from "./packing/on-the-way";
import { answerPacked } from "./packing/pages";

/** What the build wrote for browsers, and where it is asked for. A server that builds as it goes writes its files anew, and none is packed. */
const BUILT = { folder: path.join(process.cwd(), ".next", "static"), address: "/_next/static/" };

/**
 * Receives every request of this process from now on. A page that the framework renders anew, for a new product or a new price, is kept
 * for everybody together with the address that it was asked under; so shared pages are only ever asked under one, without
 * handle and query. And because they are the same bytes for everybody, they are packed once. Decision 0003
 */
export function watchArrivals(): void {
  const built = process.env["NODE_ENV"] === "production";
  const packed = built ? listPacked(BUILT.folder, BUILT.address) : new Set<string>();
  subscribe("http.server.request.start", (message) => {
    const { request, response } = message as { readonly request: IncomingMessage; readonly response: ServerResponse };
    const links = frontLinks(request.url ?? "/");
    const shared = receive(request);
    // What robots get below a handle says it itself.
    if (links !== null && request.url !== ROBOTS_PAGE) response.setHeader("link", links);
    packOnTheWay(request, response);
    if (built) writeLateScripts(response);
    if (shared) answerPacked(request, response);
    else leadToPacked(request, response, packed);
  });
}
