import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FavouritesInput, ShopWordsInput } from "./input";
import { handleFor, handleSuffix, isAddress, normaliseAddress, portraitSource, refuseHandle, ROUTE_SEGMENTS } from "./rules";

const THE_DATABASE_TAKES = /^[a-z](-?[a-z0-9])+$/;

describe("a handle", () => {
  it.each(["lea", "lea-7k2m", "a23", "maison-des-savons", "x".repeat(30), "therapist", "benazir", "constance-b"])("may be %s", (handle) => {
    expect(refuseHandle(handle)).toBeNull();
    expect(handle).toMatch(THE_DATABASE_TAKES);
  });

  it.each(["", "le", "x".repeat(31), "1lea", "-lea", "lea-", "le--a", "Lea", "léa", "le a", "lea.html", "le_a", "lea/x", "fr", "en"])("is never %j", (handle) => {
    expect(refuseHandle(handle)).toBe("malformed");
  });

  it.each(["cart", "products", "sign-in", "robots", "admin", "cagnotte", "connard", "le-con", "con-nard", "p-u-t-e", "gros-merdeux"])("is not %s, which is reserved", (handle) => {
    expect(refuseHandle(handle)).toBe("reserved");
  });

  it("never hides a page of the shop", () => {
    for (const segment of ROUTE_SEGMENTS) expect(refuseHandle(segment)).not.toBeNull();
  });

  it("is always made, permitted and taken by the database, from any first name and any random bytes", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "grapheme" }), fc.constantFrom("Léa", "Øyvind", "李", "Con", "Anne-Sophie", "--", "Ðørte", "ǅ", "ﬁ")), fc.uint8Array({ minLength: 4, maxLength: 4 }), (name, random) => {
        const handle = handleFor(name, handleSuffix(random));
        expect(refuseHandle(handle)).toBeNull();
        expect(handle).toMatch(THE_DATABASE_TAKES);
      }),
      { numRuns: 2_000 },
    );
  });

  it("carries the first name where it can", () => {
    expect(handleFor("Léa", "7k2m")).toBe("lea-7k2m");
    expect(handleFor("Anne-Sophie Marie", "7k2m")).toBe("anne-sophie-marie-7k2m");
    expect(handleFor("李", "7k2m")).toBe("boutique-7k2m");
  });
});

describe("an address", () => {
  it("is the same however it was typed, and keeps tags and dots", () => {
    expect(normaliseAddress("  Lea.Martin+Savon@Example.FR ")).toBe("lea.martin+savon@example.fr");
    expect(normaliseAddress("Le\u0301a@example.fr")).toBe("léa@example.fr");
  });

  it("is normal after one pass", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => normaliseAddress(normaliseAddress(text)) === normaliseAddress(text)));
  });

  it.each(["a@b.fr", "lea.martin+savon@example.co.uk", "léa@exämple.fr"])("may be %s", (text) => expect(isAddress(text)).toBe(true));

  it.each(["", "a", "a@b", "a@b@c.fr", "a,b@c.fr", "a <b@c.fr>", '"a"@b.fr', "a@b.fr\nbcc: x@y.fr", "a＠b.fr", "a@b..fr", "a@-b.fr", "@b.fr", `${"a".repeat(65)}@b.fr`])(
    "that could be read as another is refused: %j",
    (text) => expect(isAddress(text)).toBe(false),
  );
});

describe("what a member says and shows", () => {
  it("is a few sentences on one line", () => {
    expect(ShopWordsInput.parse("  Bonjour,\r\n\n c'est Le\u0301a.  ")).toBe("Bonjour, c'est Léa.");
    expect(ShopWordsInput.safeParse("x".repeat(401)).success).toBe(false);
  });

  it("is each product once, in their order, and not the whole catalogue", () => {
    expect(FavouritesInput.parse(["savon", "bougie", "savon"])).toEqual(["savon", "bougie"]);
    expect(FavouritesInput.safeParse(Array.from({ length: 9 }, (_, n) => `savon-${n}`)).success).toBe(false);
    expect(FavouritesInput.safeParse(["../admin"]).success).toBe(false);
  });

  it("has its picture where it was put", () => {
    expect(portraitSource("avatar-01")).toBe("/img/members/avatar-01.avif");
    expect(portraitSource("media:lea-123")).toBe("/media/lea-123-480.avif");
  });
});

it("keeps two hundred words for later, in both languages", () => {
  const kept = ["about", "a-propos", "aide", "help", "boutique", "shop", "livraison", "delivery", "commande", "mentions-legales", "terms", "cgv", "privacy", "confidentialite", "vendeur", "seller", "parrainage", "referral", "merci", "thank-you"];
  for (const word of kept) expect([word, refuseHandle(word)]).toEqual([word, "reserved"]);
});

it("insults nobody, in either language, also in pieces and with figures for letters", () => {
  for (const word of ["putain", "salope", "le-connard", "f-u-c-k", "fuck-off", "shitty", "merde-alors", "nazi", "super-nazi", "c0nnard", "b1tch", "sal0pe"]) {
    expect([word, refuseHandle(word)]).toEqual([word, "reserved"]);
  }
  for (const name of ["constance", "cassandra", "essex", "anais", "sussan", "dickens", "scunthorpe", "titouan", "bitencourt", "pascal", "ludivine", "concetta", "assia", "a1b2c3", "lea-69"]) {
    expect([name, refuseHandle(name)]).toEqual([name, null]);
  }
});
