import { existsSync, readdirSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import { codingFor } from "./coding";

/** Which of the build's files are packed when it is made, and what they are. */
export const PACKED_TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=UTF-8",
  ".js": "application/javascript; charset=UTF-8",
  ".svg": "image/svg+xml",
};

/** The addresses of files that lie in packed form (`x.js.br`) beside themselves; none when nothing was built. */
export function listPacked(folder: string, address: string): ReadonlySet<string> {
  const files = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: "utf8" }) : [];
  return new Set(files.filter((file) => file.endsWith(".br")).map((file) => `${address}${file.slice(0, -".br".length).replaceAll(path.sep, "/")}`));
}

/**
 * Leads a request for such a file to its packed form. Not one for a part of it, or under a condition that may fail: the framework would answer
 * that with an error's page, under what is said of the file here.
 */
export function leadToPacked(request: IncomingMessage, response: ServerResponse, packed: ReadonlySet<string>): void {
  const { headers, method, url = "" } = request;
  if (method !== "GET" || !packed.has(url) || codingFor(headers["accept-encoding"]) !== "br") return;
  if (["range", "if-match", "if-unmodified-since"].some((name) => name in headers)) return;
  const type = PACKED_TYPES[path.posix.extname(url)];
  if (type === undefined) return;
  request.url = `${url}.br`;
  response.setHeader("content-type", type);
  response.setHeader("content-encoding", "br");
}
