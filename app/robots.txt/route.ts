import { connection } from "next/server";
import { PERSONAL_SEGMENTS } from "@/lib/kernel/address";
import { absolute } from "@/lib/web/links";

/** What robots need not visit. Members' shops stay open to them: each page says itself which one it stands for. */
export async function GET(): Promise<Response> {
  await connection();
  const closed = PERSONAL_SEGMENTS.filter((name) => name !== "withdraw").flatMap((name) => [`Disallow: /${name}`, `Disallow: /en/${name}`]);
  const text = ["User-agent: *", "Disallow: /api/", ...closed, "", `Sitemap: ${absolute("/sitemap.xml")}`, ""].join("\n");
  return new Response(text, { headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "public, max-age=3600" } });
}
