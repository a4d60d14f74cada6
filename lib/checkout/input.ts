import { z } from "zod";
import { parseId } from "@/lib/kernel/id";
import { type Currency, parseAmount } from "@/lib/kernel/money";
import { AddressInput } from "@/lib/members/input";
import {
  CHECKOUT_FIELDS,
  type CheckoutField,
  type CheckoutForm,
  type CheckoutParsed,
  type CreditChoice,
  type DeliveryParsed,
  type FieldReason,
  type WhoToldYou,
} from "./types";

/** Postal codes of the countries around us; another country's may be anything. */
const POSTAL_CODE: Readonly<Record<string, RegExp>> = {
  FR: /^\d{5}$/, MC: /^980\d{2}$/, BE: /^[1-9]\d{3}$/, LU: /^\d{4}$/, CH: /^[1-9]\d{3}$/,
  DE: /^\d{5}$/, NL: /^[1-9]\d{3} ?[A-Z]{2}$/, ES: /^\d{5}$/, IT: /^\d{5}$/, PT: /^\d{4}-\d{3}$/,
};
/** How often people write their country before the code: "F-75011", "L-1234". */
const COUNTRY_PREFIX = /^(?:[A-Z]{1,2})[- ]?(?=\d)/;

const says = (reason: FieldReason) => ({ error: reason });

/** One line of text as people mean it: NFC, no control or invisible characters, single spaces. */
function oneLine(text: string): string {
  return text.normalize("NFC").replace(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim();
}

const optional = (longest: number) => z.string().transform(oneLine).refine((text) => text.length <= longest, says("too_long"));
const required = (longest: number) => optional(longest).refine((text) => text !== "", says("missing"));

const contact = z.object({
  email: z.string().refine((text) => text.trim() !== "", { error: "missing", abort: true }).pipe(AddressInput),
  name: required(100),
  phone: optional(30).refine((text) => text === "" || isPhone(text), says("not_a_phone")),
  street: required(120),
  street2: optional(120),
  postalCode: required(12),
  city: required(80),
  country: z.string().transform((text) => text.trim().toUpperCase()).refine((text) => /^[A-Z]{2}$/.test(text), says("not_a_country")),
  delivery: z.string().refine((text) => /^[a-z][a-z0-9-]{0,29}$/.test(text), says("unknown_choice")),
  terms: z.string().refine((text) => text === "on" || text === "true", says("terms_not_accepted")),
});

/** A phone number as people write it: digits with the usual signs between, six to fifteen of them (E.164). */
function isPhone(text: string): boolean {
  return /^\+?[\d ().\-/]+$/.test(text) && /^\d{6,15}$/.test(text.replace(/\D/g, ""));
}

/**
 * Reads the checkout form: what the buyer means, or everything that is wrong, by field. Fields that are not ours are
 * ignored, a field that is not there counts as empty. Country and delivery are only shapes here: the order decides.
 * @param form  the entries of a FormData, or an object of texts
 * @see DESIGN §1, §5, §10
 */
export function parseCheckout(form: Readonly<Record<string, unknown>>, currency: Currency): CheckoutParsed {
  const text = textsOf(form);
  const parsed = contact.safeParse(text);
  const problems = new Map<CheckoutField, FieldReason>();
  for (const issue of parsed.error?.issues ?? []) {
    const field = CHECKOUT_FIELDS.find((name) => name === issue.path[0]);
    if (field && !problems.has(field)) problems.set(field, asReason(issue.message));
  }

  const credit = readCredit(text, currency);
  if (!credit.ok) problems.set(credit.field, credit.reason);
  const answer = readAnswer(text);
  if (!answer.ok) problems.set(answer.field, answer.reason);
  const postalCode = readPostalCode(text);
  if (postalCode === null && !problems.has("postalCode")) problems.set("postalCode", "not_a_postal_code");

  if (!parsed.success || !credit.ok || !answer.ok || postalCode === null) {
    return { ok: false, problems: CHECKOUT_FIELDS.flatMap((field) => {
      const reason = problems.get(field);
      return reason ? [{ field, reason }] : [];
    }) };
  }
  const { email, name, phone, street, street2, city, country, delivery } = parsed.data;
  const understood: CheckoutForm = {
    email, name, phone, street, street2, postalCode, city, country, delivery,
    credit: credit.value,
    answer: answer.value,
  };
  return { ok: true, form: understood };
}

type Texts = Readonly<Record<CheckoutField, string>>;
type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly field: CheckoutField; readonly reason: FieldReason };

function textsOf(form: Readonly<Record<string, unknown>>): Texts {
  const entries = CHECKOUT_FIELDS.map((field) => [field, typeof form[field] === "string" ? form[field] : ""]);
  return Object.fromEntries(entries) as Texts;
}

/** The code as the country writes it; null when it can't be one. */
function readPostalCode({ country, postalCode }: Texts): string | null {
  const code = oneLine(postalCode).toUpperCase();
  const shape = POSTAL_CODE[country.trim().toUpperCase()];
  if (!shape) return code;
  const bare = code.replace(COUNTRY_PREFIX, "");
  return shape.test(bare) ? bare : null;
}

function readCredit({ credit, creditAmount }: Texts, currency: Currency): Read<CreditChoice> {
  if (credit === "" || credit === "none") return { ok: true, value: { kind: "none" } };
  if (credit === "all") return { ok: true, value: { kind: "all" } };
  if (credit !== "amount") return { ok: false, field: "credit", reason: "unknown_choice" };
  const amount = parseAmount(creditAmount, currency);
  if (!amount || amount.minor < 0n) return { ok: false, field: "creditAmount", reason: "not_an_amount" };
  return { ok: true, value: amount.minor === 0n ? { kind: "none" } : { kind: "amount", amountMinor: amount.minor } };
}

function readAnswer({ answer, answerHandle }: Texts): Read<WhoToldYou | null> {
  if (answer === "" && answerHandle.trim() === "") return { ok: true, value: null };
  if (answer === "nobody") return { ok: true, value: { kind: "nobody" } };
  const member = parseId("member", answer);
  if (member) return { ok: true, value: { kind: "member", member } };
  if (answer !== "" && answer !== "handle") return { ok: false, field: "answer", reason: "unknown_choice" };
  const handle = handleIn(answerHandle);
  if (handle === null) return { ok: false, field: "answerHandle", reason: "not_a_handle" };
  return { ok: true, value: { kind: "handle", handle } };
}

/** "@Lea-7k2m" and "https://shop.example/en/lea-7k2m" mean lea-7k2m. Null when no handle can be read. */
function handleIn(text: string): string | null {
  const last = text.trim().toLowerCase().replace(/^@/, "").replace(/[?#].*$/, "").replace(/\/+$/, "").split("/").at(-1) ?? "";
  return /^[a-z](-?[a-z0-9])+$/.test(last) && last.length >= 3 && last.length <= 30 ? last : null;
}

const REASONS: Record<FieldReason, true> = {
  missing: true, too_long: true, not_an_address: true, not_a_phone: true, not_a_postal_code: true,
  not_a_country: true, not_an_amount: true, not_a_handle: true, unknown_choice: true, choose_one: true, terms_not_accepted: true,
};

function asReason(message: string): FieldReason {
  return Object.hasOwn(REASONS, message) ? (message as FieldReason) : "too_long";
}

// ---- delivery settings

const minor = z.string().regex(/^\d{1,12}$/, "not_an_amount").transform(BigInt);
const deliveryZone = z.strictObject({
  countries: z.array(z.string().regex(/^[A-Z]{2}$/, "not_a_country")).min(1, "missing"),
  steps: z
    .array(z.strictObject({ upToGrams: z.int().positive(), priceMinor: minor }))
    .min(1, "missing")
    .refine((steps) => steps.every((step, n) => n === 0 || step.upToGrams > (steps[n - 1]?.upToGrams ?? 0)), "weights_must_rise"),
  freeFromMinor: minor.nullable(),
});
const deliveryMethods = z
  .array(
    z.strictObject({
      code: z.string().regex(/^[a-z][a-z0-9-]{0,29}$/, "not_a_code"),
      name: z.strictObject({ fr: z.string().min(1), en: z.string().min(1) }),
      standard: z.boolean(),
      days: z.strictObject({ from: z.int().nonnegative(), to: z.int().nonnegative() }),
      zones: z.array(deliveryZone).min(1, "missing"),
    }),
  )
  .min(1, "missing")
  .refine((methods) => new Set(methods.map(({ code }) => code)).size === methods.length, "code_is_taken");

/** Reads delivery methods from the settings or the operator's form; or what is wrong, and where. */
export function parseDelivery(stored: unknown): DeliveryParsed {
  const parsed = deliveryMethods.safeParse(stored);
  if (parsed.success) return { ok: true, methods: parsed.data };
  return { ok: false, problems: parsed.error.issues.map(({ path, message }) => ({ path: path.map(String), message })) };
}
