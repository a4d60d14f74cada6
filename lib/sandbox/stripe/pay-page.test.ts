import { load } from "cheerio";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Bench, request, startBench, submitCard } from "./testing";

let bench: Bench;
let now = Date.now();
beforeAll(async () => {
  bench = await startBench({ clock: () => now });
});
afterAll(() => bench.sandbox.close());

const open = () => bench.provider.openSession(request());
/** The page, with ordinary spaces where French typography wants ones that do not break. */
const pageOf = async (response: Response) => load((await response.text()).replaceAll(/[\u00a0\u202f]/g, " "));

describe("the pay page", () => {
  it("shows who asks for how much and for what, in the session's language", async () => {
    const french = await pageOf(await fetch((await open()).url));
    expect(french("html").attr("lang")).toBe("fr");
    expect(french("body").text()).toContain("Maison Test");
    expect(french(".amount").text()).toBe("59,00 €");
    expect(french(".lines li").map((_, li) => french(li).text()).get()).toEqual(["Savon à l’huile d’oliveQuantité : 249,00 €", "Livraison10,00 €"]);
    const english = await pageOf(await fetch((await bench.provider.openSession(request({ locale: "en" }))).url));
    expect(english("button").text()).toBe("Pay €59.00");
  });

  it("labels every field and lets the browser fill it in", async () => {
    const $ = await pageOf(await fetch((await open()).url));
    const fields = $("form input").map((_, input) => [[$(`label[for="${$(input).attr("id") ?? ""}"]`).text(), $(input).attr("autocomplete")]]).get();
    expect(fields).toEqual([
      ["Numéro de carte", "cc-number"], ["Date d’expiration", "cc-exp"], ["Code de sécurité", "cc-csc"], ["Nom du titulaire de la carte", "cc-name"],
    ]);
    expect($(".back").attr("href")).toBe("https://shop.example/panier");
  });

  it("escapes what the shop sends", async () => {
    const { url } = await bench.provider.openSession(request({ remainderLabel: `<script>alert("x")</script>`, lines: [] }));
    const $ = await pageOf(await fetch(url));
    expect($("script")).toHaveLength(0);
    expect($(".lines").text()).toContain("<script>");
  });

  it("pays with 4242 and leads back to the shop with the session's id", async () => {
    const { url, sessionId } = await open();
    const answer = await submitCard(url);
    expect([answer.status, answer.headers.get("location")]).toEqual([303, `https://shop.example/merci?session=${sessionId}`]);
    expect((await bench.provider.findSession(sessionId))?.payment).toBe("paid");
  });

  it("pays once when the form is sent twice, and leads back both times", async () => {
    const { url, sessionId } = await open();
    await Promise.all([submitCard(url), submitCard(url), submitCard(url)]);
    const charges = await state<{ payment_intent: string; paid: boolean }>("charges");
    const session = await bench.provider.findSession(sessionId);
    expect(charges.filter(({ payment_intent }) => payment_intent === session?.paymentId)).toHaveLength(1);
    const again = await pageOf(await fetch(url));
    expect(again("h1").text()).toBe("Cette commande est déjà payée");
    expect(again("a.primary").attr("href")).toContain(sessionId);
  });

  it("says why a card is declined, keeps the form and takes another card", async () => {
    const { url, sessionId } = await open();
    const answer = await submitCard(url, { number: "4000 0000 0000 0002" });
    const $ = await pageOf(answer);
    expect(answer.status).toBe(402);
    expect($("[role=alert]").text()).toContain("Votre banque a refusé la carte");
    expect($("#number").val()).toBe("4000 0000 0000 0002");
    expect($("#name").val()).toBe("Camille Durand");
    expect((await bench.provider.findSession(sessionId))?.payment).toBe("unpaid");
    expect((await submitCard(url)).status).toBe(303);
  });

  it.each([
    { wrong: { number: "4242 4242 4242 4241" }, field: "number", sentence: "Ce numéro de carte n’est pas valable" },
    { wrong: { number: "4242 4242" }, field: "number", sentence: "incomplet" },
    { wrong: { number: "4111 1111 1111 1111" }, field: "number", sentence: "environnement de test" },
    { wrong: { number: "" }, field: "number", sentence: "Indiquez le numéro" },
    { wrong: { expiry: "01/20" }, field: "expiry", sentence: "Cette carte a expiré" },
    { wrong: { expiry: "13/40" }, field: "expiry", sentence: "le mois et l’année" },
    { wrong: { cvc: "12" }, field: "cvc", sentence: "Le code de sécurité est incomplet" },
    { wrong: { name: " " }, field: "name", sentence: "Indiquez le nom" },
  ])("refuses $wrong with a sentence at the field", async ({ wrong, field, sentence }) => {
    const { url, sessionId } = await open();
    const answer = await submitCard(url, wrong);
    const $ = await pageOf(answer);
    expect(answer.status).toBe(422);
    expect($(`#${field}`).attr("aria-invalid")).toBe("true");
    expect($(`#${$(`#${field}`).attr("aria-describedby") ?? ""}`).text()).toContain(sentence);
    expect((await bench.provider.findSession(sessionId))?.paymentId).toBeNull();
  });

  it("says that an expired session can't be paid any more", async () => {
    const { url, sessionId } = await open();
    now += 32 * 60_000;
    const answer = await submitCard(url);
    const $ = await pageOf(answer);
    expect(answer.status).toBe(410);
    expect($("h1").text()).toBe("Cette page de paiement a expiré");
    expect($("a.primary").attr("href")).toBe("https://shop.example/panier");
    expect((await bench.provider.findSession(sessionId))?.status).toBe("expired");
    expect((await fetch(`${bench.sandbox.url}/c/pay/cs_test_nobody`)).status).toBe(404);
  });
});

describe("a card that wants authentication", () => {
  const atBank = async (decision: "approve" | "refuse") => {
    const { url, sessionId } = await bench.provider.openSession(request({ expiresAt: new Date(now + 30 * 60_000) }));
    const $ = await pageOf(await submitCard(url, { number: "4000 0025 0000 3155" }));
    expect($("h1").text()).toBe("Confirmez votre paiement");
    expect((await bench.provider.findSession(sessionId))?.payment).toBe("unpaid");
    const body = new URLSearchParams($("input[type=hidden]").map((_, input) => [[$(input).attr("name") ?? "", String($(input).val())]]).get());
    body.set("decision", decision);
    const answer = await fetch(`${bench.sandbox.url}${$("form").attr("action") ?? ""}`, { method: "POST", body, redirect: "manual" });
    return { answer, sessionId, url };
  };

  it("pays when the buyer approves", async () => {
    const { answer, sessionId } = await atBank("approve");
    expect(answer.status).toBe(303);
    expect((await bench.provider.findSession(sessionId))?.payment).toBe("paid");
  });

  it("goes back to the form with a sentence when the buyer refuses, and can be tried again", async () => {
    const { answer, sessionId, url } = await atBank("refuse");
    const $ = await pageOf(answer);
    expect($("[role=alert]").text()).toContain("n’a pas confirmé");
    expect($("#number").val()).toBe("4000 0025 0000 3155");
    expect((await bench.provider.findSession(sessionId))?.payment).toBe("unpaid");
    expect((await submitCard(url)).status).toBe(303);
  });

  it("is not paid by approving without having been asked", async () => {
    const { url, sessionId } = await bench.provider.openSession(request({ expiresAt: new Date(now + 30 * 60_000) }));
    const body = new URLSearchParams({ number: "4000 0025 0000 3155", expiry: "12/40", cvc: "123", name: "Camille", decision: "approve" });
    await fetch(`${url}/authenticate`, { method: "POST", body, redirect: "manual" });
    expect((await bench.provider.findSession(sessionId))?.payment).toBe("unpaid");
  });
});

async function state<T>(table: string): Promise<T[]> {
  const answer = (await (await fetch(`${bench.sandbox.url}/_sandbox/state`)).json()) as Record<string, T[]>;
  return answer[table] ?? [];
}
