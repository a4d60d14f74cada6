import { describe, expect, it } from "vitest";
import { newId } from "@/lib/kernel/id";
import { parseCheckout, parseDelivery } from "./input";
import { DEFAULT_DELIVERY, storedDelivery } from "./rules";

const GOOD = {
  email: " Lea+Savon@Example.FR ", name: "  Léa   Martin ", phone: "", street: "1 rue des Lilas", street2: "",
  postalCode: "75011", city: "Paris", country: "fr", delivery: "home", credit: "none", terms: "on",
};
const problems = (change: Record<string, unknown>) => {
  const parsed = parseCheckout({ ...GOOD, ...change }, "EUR");
  return parsed.ok ? [] : parsed.problems.map(({ field, reason }) => `${field}: ${reason}`);
};
const read = (change: Record<string, unknown>) => {
  const parsed = parseCheckout({ ...GOOD, ...change }, "EUR");
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.form;
};

it("reads what a person means: address trimmed and lower-cased with its +tag, names with single spaces", () => {
  expect(parseCheckout({ ...GOOD, $ACTION_ID: "x", file: new Uint8Array() }, "EUR")).toEqual({
    ok: true,
    form: {
      email: "lea+savon@example.fr", name: "Léa Martin", phone: "", street: "1 rue des Lilas", street2: "",
      postalCode: "75011", city: "Paris", country: "FR", delivery: "home", credit: { kind: "none" }, answer: null,
    },
  });
  expect(read({ email: "e\u0301ric@example.fr" }).email).toBe("\u00e9ric@example.fr");
  expect(read({ street: "1\u200b rue\r\ndes Lilas" }).street).toBe("1 rue des Lilas");
});

it("names everything that is wrong at once, by field, in the order of the form", () => {
  const parsed = parseCheckout({}, "EUR");
  expect(parsed.ok ? [] : parsed.problems).toEqual([
    { field: "email", reason: "missing" }, { field: "name", reason: "missing" }, { field: "street", reason: "missing" },
    { field: "postalCode", reason: "missing" }, { field: "city", reason: "missing" }, { field: "country", reason: "not_a_country" },
    { field: "delivery", reason: "unknown_choice" }, { field: "terms", reason: "terms_not_accepted" },
  ]);
  expect(problems({ email: "lea", postalCode: "7501", city: " " })).toEqual(["email: not_an_address", "postalCode: not_a_postal_code", "city: missing"]);
});

it.each([
  { change: { email: "a@b.fr, c@d.fr" }, problem: "email: not_an_address" },
  { change: { email: "x".repeat(500) }, problem: "email: too_long" },
  { change: { name: "x".repeat(101) }, problem: "name: too_long" },
  { change: { phone: "call me" }, problem: "phone: not_a_phone" },
  { change: { country: "France" }, problem: "country: not_a_country" },
  { change: { country: "BE", postalCode: "75011" }, problem: "postalCode: not_a_postal_code" },
  { change: { delivery: "../etc" }, problem: "delivery: unknown_choice" },
  { change: { terms: "" }, problem: "terms: terms_not_accepted" },
  { change: { credit: "everything" }, problem: "credit: unknown_choice" },
  { change: { credit: "amount", creditAmount: "12,345" }, problem: "creditAmount: not_an_amount" },
  { change: { credit: "amount", creditAmount: "-1" }, problem: "creditAmount: not_an_amount" },
  { change: { answer: "somebody" }, problem: "answer: unknown_choice" },
  { change: { answer: "handle", answerHandle: "a--b" }, problem: "answerHandle: not_a_handle" },
])("says $problem", ({ change, problem }) => {
  expect(problems(change)).toEqual([problem]);
});

describe("postal codes", () => {
  it.each([
    { country: "FR", postalCode: "F-75011", expected: "75011" },
    { country: "LU", postalCode: "l-1234", expected: "1234" },
    { country: "NL", postalCode: "1234 ab", expected: "1234 AB" },
    { country: "GB", postalCode: "sw1a 1aa", expected: "SW1A 1AA" },
  ])("$postalCode in $country is $expected", ({ country, postalCode, expected }) => {
    expect(read({ country, postalCode }).postalCode).toBe(expected);
  });
});

it("reads the choice of credit, in the currency's decimals", () => {
  expect(read({ credit: "all" }).credit).toEqual({ kind: "all" });
  expect(read({ credit: "amount", creditAmount: "1\u202f012,50 €" }).credit).toEqual({ kind: "amount", amountMinor: 101_250n });
  expect(read({ credit: "amount", creditAmount: "0" }).credit).toEqual({ kind: "none" });
  const dinars = parseCheckout({ ...GOOD, credit: "amount", creditAmount: "12.345" }, "TND");
  expect(dinars).toMatchObject({ ok: true, form: { credit: { amountMinor: 12_345n } } });
});

it("reads the answer to who told you: nobody, a member, a handle or a link", () => {
  const member = newId("member");
  expect(read({ answer: "nobody" }).answer).toEqual({ kind: "nobody" });
  expect(read({ answer: member }).answer).toEqual({ kind: "member", member });
  for (const answerHandle of ["@Lea-7k2m", "lea-7k2m", "https://shop.example/en/lea-7k2m/?x=1"]) {
    expect(read({ answer: "handle", answerHandle }).answer).toEqual({ kind: "handle", handle: "lea-7k2m" });
  }
});

it("reads delivery methods back as they were stored, and says what is wrong with others", () => {
  expect(parseDelivery(storedDelivery(DEFAULT_DELIVERY))).toEqual({ ok: true, methods: DEFAULT_DELIVERY });
  expect(parseDelivery([])).toEqual({ ok: false, problems: [{ path: [], message: "missing" }] });
  const [home] = storedDelivery(DEFAULT_DELIVERY) as object[];
  expect(parseDelivery([home, home])).toMatchObject({ ok: false, problems: [{ message: "code_is_taken" }] });
});
