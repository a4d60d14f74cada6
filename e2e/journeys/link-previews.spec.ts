import { load } from "cheerio";
import sharp from "sharp";
import { USER_AGENTS } from "../../lib/web/preview/user-agents.fixture";
import { parts } from "../fixtures/parts";
import { expect, test } from "../fixtures/shopper";

const ask = (path: string, userAgent: string) => fetch(`${parts().appUrl}${path}`, { headers: { "user-agent": userAgent }, redirect: "manual" });

for (const [vendor, userAgent] of Object.entries(USER_AGENTS)) {
  test(`${vendor} finds title, words and picture of a member's shop and product in the head, in both languages`, async () => {
    const pages = [
      { path: "/lea/", title: "La boutique de Léa · Garidelle", lang: "fr", canonical: "/lea/" },
      { path: "/en/lea/", title: "Léa’s shop · Garidelle", lang: "en", canonical: "/en/lea/" },
      { path: "/lea/products/savon-de-provence?utm_source=x", title: "Le Savon de Provence · la boutique de Léa", lang: "fr", canonical: "/products/savon-de-provence" },
    ];
    for (const { path, title, lang, canonical } of pages) {
      const answer = await ask(path, userAgent);
      expect(answer.status, path).toBe(200);
      const $ = load(await answer.text());
      const head = $("head");
      expect(head.find("title").text()).toBe(title);
      expect($("html").attr("lang")).toBe(lang);
      expect(head.find('meta[property="og:title"]').attr("content")).toBe(title);
      expect(head.find('meta[property="og:description"]').attr("content")).toContain("10");
      expect(new URL(head.find('link[rel="canonical"]').attr("href") ?? "").pathname).toBe(canonical);
      const picture = head.find('meta[property="og:image"]').attr("content") ?? "";
      expect(new URL(picture).pathname).toMatch(/^\/preview\/picture\/(fr|en)\/lea\/[a-z-]+\/[0-9a-f]{12}\.jpg$/);
    }
  });
}

test("the picture is a JPEG of 1200 x 630 below 300 KB that may be kept for ever; a made-up version leads to it", async () => {
  const $ = load(await (await ask("/lea/products/savon-de-provence", USER_AGENTS.WhatsApp)).text());
  const address = new URL($('meta[property="og:image"]').attr("content") ?? "").pathname;
  const answer = await ask(address, USER_AGENTS.WhatsApp);
  expect(answer.headers.get("content-type")).toBe("image/jpeg");
  expect(answer.headers.get("cache-control")).toContain("immutable");
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(bytes.length).toBeLessThan(300_000);
  expect(await sharp(bytes).metadata()).toMatchObject({ format: "jpeg", width: 1200, height: 630 });
  const madeUp = await ask(address.replace(/[0-9a-f]{12}\.jpg$/, "000000000000.jpg"), USER_AGENTS.WhatsApp);
  expect([madeUp.status, madeUp.headers.get("location")]).toEqual([307, address]);
});

test("what is not there is 404 for robots and people, in both languages; and a shop that is nobody's is still a shop for people", async ({ page }) => {
  expect((await ask("/nobody-at-all/", USER_AGENTS.Google)).status).toBe(404);
  expect((await ask("/lea/products/no-such-thing", USER_AGENTS.Telegram)).status).toBe(404);
  expect((await ask("/lea", USER_AGENTS.Google)).status).toBe(308);
  const lost = ["/products/no", "/collections/no", "/legal/no", "/no/where", "/lea/products/no", "/lea/no/where", "/order/ZZZZ-ZZZZ", "/withdraw/ZZZZ-ZZZZ", "/lea/withdraw/ZZZZ-ZZZZ?key=made-up"];
  for (const path of lost.flatMap((one) => [one, `/en${one}`])) expect([path, (await ask(path, "Mozilla/5.0")).status]).toEqual([path, 404]);
  await page.goto("/nobody-at-all/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test("search engines find neutral addresses, both languages, and what they may not visit", async () => {
  const sitemap = await (await ask("/sitemap.xml", USER_AGENTS.Google)).text();
  expect(sitemap).toContain("/en/products/savon-de-provence</loc>");
  expect(sitemap).not.toContain("/lea/");
  const robots = await (await ask("/robots.txt", USER_AGENTS.Google)).text();
  expect(robots).toContain("Disallow: /cart");
  expect(robots).toContain("/sitemap.xml");
  const $ = load(await (await ask("/products/savon-de-provence", USER_AGENTS.Google)).text());
  // The whole address: a page that was prerendered for another one would lead robots there.
  expect($('link[rel="canonical"]').attr("href")).toBe(`${parts().appUrl}/products/savon-de-provence`);
  expect($('link[rel="alternate"][hreflang]').length).toBe(3);
  // A front page is the same HTML for every shop: the head of the answer says whose it is.
  for (const path of ["/", "/en/", "/lea/", "/en/lea/"]) expect((await ask(path, "Mozilla/5.0")).headers.get("link"), path).toContain(`<${parts().appUrl}${path}>; rel="canonical"`);
  const graphOf = (html: ReturnType<typeof load>) => (JSON.parse(html('script[type="application/ld+json"]').first().text()) as { "@graph": { "@type": string; hasMerchantReturnPolicy?: { merchantReturnDays: number } }[] })["@graph"];
  const graph = graphOf($);
  expect(graph.map((one) => one["@type"])).toEqual(["Product", "BreadcrumbList", "Organization"]);
  expect(graph.at(-1)?.hasMerchantReturnPolicy?.merchantReturnDays).toBe(14);
  const shelf = $('nav a[href*="collections/"]').first().attr("href")?.replace(/^.*?collections/, "/collections") ?? "";
  expect(graphOf(load(await (await ask(shelf, USER_AGENTS.Google)).text())).map((one) => one["@type"])).toEqual(["CollectionPage", "BreadcrumbList", "Organization"]);
  const manifest = (await (await ask("/manifest.webmanifest", USER_AGENTS.Google)).json()) as { icons: { src: string }[] };
  for (const { src } of manifest.icons) expect((await ask(src, USER_AGENTS.Google)).status).toBe(200);
});
