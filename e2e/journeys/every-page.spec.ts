import { load } from "cheerio";
import { createHmac } from "node:crypto";
import { readdirSync } from "node:fs";
import path from "node:path";
import { DEMO_SECRETS } from "../../lib/sandbox/run/settings";
import { inDatabase } from "../fixtures/database";
import { signInAsOperator } from "../fixtures/operator";
import { FOREIGN } from "../fixtures/sayings";
import { expect, type Page, put, signIn, test } from "../fixtures/shopper";

/** Every page of the route tree below the language, `/office/orders/[number]`. */
function everyPage(): string[] {
  const tree = path.resolve(import.meta.dirname, "../../app/[locale]");
  const files = readdirSync(tree, { recursive: true, encoding: "utf8" }).filter((file) => path.basename(file) === "page.tsx");
  return files.map((file) => `/${path.dirname(file).split(path.sep).filter((part) => !/^\(.*\)$|^\.$/.test(part)).join("/")}`).sort();
}

/** Pages of what the demo has none of, and that no other page leads to. */
const NOT_IN_THE_DEMO = new Set(["/office/imports/[run]"]);

/** An order by its signed link and a message that was sent: only mails and dead letters lead there. */
async function fromTheDatabase(): Promise<string[]> {
  const rows = await inDatabase((sql) => sql<{ number: string; message: string }[]>`
    select (select number from orders where paid_at is not null order by paid_at desc limit 1) as number, (select replace(id::text, '-', '') from outbox where topic = 'sale.completed' limit 1) as message`);
  return rows.flatMap(({ number, message }) => {
    const key = createHmac("sha256", DEMO_SECRETS.LINK_SECRET).update(`order:${number}`).digest().subarray(0, 18).toString("base64url");
    return [`/order/${number}?key=${key}`, `/office/forwarding/msg_${message}`];
  });
}

test("every page that there is, of members and of the office, answers in both languages and says nothing in the other one", async ({ browser }, info) => {
  test.skip(info.project.name === "desk", "words know no width");
  test.setTimeout(180_000);
  const [member, operator] = await Promise.all([browser.newPage(), browser.newPage()]);
  await signIn(member, "lea.fontaine@demo.example");
  await signInAsOperator(operator);
  await put(member, "/products/savon-de-provence");
  const routes = everyPage();
  const patterns = routes.map((route) => [route, new RegExp(`^${route.replaceAll(/\[[^\]]+\]/g, "[^/]+")}$`)] as const);
  const routeOf = (pathname: string) => (routes.includes(pathname) ? pathname : patterns.find(([, pattern]) => pattern.test(pathname))?.[0]);
  const open = new Set(routes);
  const addresses = new Set([...routes.filter((route) => !route.includes("[")), ...(await fromTheDatabase())]);
  // What a page leads to is an example of the pages whose address has a part that changes.
  for (const address of addresses) {
    const route = routeOf(address.split("?", 1)[0] ?? "") ?? "";
    if (!open.delete(route)) continue;
    const page = route.startsWith("/office") ? operator : member;
    const [links] = await Promise.all([expectSays(page, address, "fr"), expectSays(page, address, "en")]);
    for (const link of links) addresses.add(link);
    // Pages below an example that a form leads to.
    for (const below of open) if (below.startsWith(`${route}/`) && !below.slice(route.length).includes("[")) addresses.add((address.split("?", 1)[0] ?? "") + below.slice(route.length));
  }
  expect([...open].filter((route) => !NOT_IN_THE_DEMO.has(route)), "pages that nothing leads to").toEqual([]);
});

/** Asks for a page in a language. Answers the addresses that it leads to. */
async function expectSays(page: Page, address: string, locale: "fr" | "en"): Promise<readonly string[]> {
  const asked = locale === "fr" ? address : `/en${address}`;
  const answer = await page.request.get(asked);
  expect([asked, answer.status()]).toEqual([asked, 200]);
  const $ = load(await answer.text());
  expect([asked, $("html").attr("lang")]).toEqual([asked, locale]);
  const links = $("a[href]").get().map((link) => new URL($(link).attr("href") ?? "", answer.url())).filter(({ origin }) => origin === new URL(answer.url()).origin);
  $("script, style").remove();
  const attributes = $("[aria-label], [placeholder], [title], [alt]").get().flatMap((one) => ["aria-label", "placeholder", "title", "alt"].map((name) => $(one).attr(name) ?? ""));
  const said = [$("title").text(), $("body").text(), ...attributes].join("\n");
  expect(FOREIGN[locale].filter((sentence) => said.includes(sentence)), asked).toEqual([]);
  return links.map(({ pathname, search }) => pathname + search);
}
