import { connection } from "next/server";
import { loadFrame } from "@/app/[locale]/(shop)/load";
import { DEFAULT_LOCALE } from "@/lib/kernel/locale";

/** What makes the shop an app that can be installed. */
export async function GET(): Promise<Response> {
  await connection();
  const { name, tagline } = await loadFrame(DEFAULT_LOCALE);
  const icon = (size: number, purpose: "any" | "maskable") => ({ src: `/img/icon-${purpose === "maskable" ? "maskable-" : ""}${size}.png`, sizes: `${size}x${size}`, type: "image/png", purpose });
  const manifest = {
    name, short_name: name.slice(0, 12), description: tagline, lang: DEFAULT_LOCALE, id: "/", start_url: "/", scope: "/", display: "standalone",
    background_color: "#fdfbf7", theme_color: "#fdfbf7", icons: [icon(192, "any"), icon(512, "any"), icon(512, "maskable")],
  };
  return new Response(JSON.stringify(manifest), { headers: { "content-type": "application/manifest+json", "cache-control": "public, max-age=3600" } });
}
