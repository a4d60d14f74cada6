import * as z from "zod";
import { type Currency, parseAmount } from "@/lib/kernel/money";
import { parseDelivery } from "../input";
import type { DeliveryMethod } from "../types";
import { VatInput } from "../vat/input";
import { VAT_CLASSES, type VatTable } from "../vat/types";

type Form = Readonly<Record<string, string>>;
/** How many methods and zones the forms ask for at most. */
export const METHODS_MAX = 8;
export const ZONES_MAX = 12;

export type DeliveryRead = { readonly ok: true; readonly methods: readonly DeliveryMethod[] } | { readonly ok: false; readonly wrong: readonly string[] };

const counted = (most: number): number[] => Array.from({ length: most }, (_, n) => n);
const text = (form: Form, name: string): string => (form[name] ?? "").trim();
const whole = (typed: string): number | null => (/^\d{1,6}$/.test(typed) ? z.coerce.number().parse(typed) : null);
/** "€ 4,90" and "4.90" in minor units; null for anything else. */
const amount = (typed: string, currency: Currency): bigint | null => {
  const read = parseAmount(typed, currency);
  return read === null || read.minor < 0n ? null : read.minor;
};

/** "500 g : 4,90" a line, "2 kg : 6,90" the next. Null where a line is something else. */
export function readSteps(typed: string, currency: Currency): { upToGrams: number; priceMinor: bigint }[] | null {
  const steps = typed.split("\n").map((line) => line.trim()).filter(Boolean).map((line) => {
    const [, weight = "", unit = "", price = ""] = /^(\d{1,6}(?:[.,]\d{1,3})?)\s*(k?g)\s*[:=]\s*(.+)$/i.exec(line) ?? [];
    const [kilos = "", part = ""] = weight.split(/[.,]/);
    const grams = unit.toLowerCase() === "kg" ? whole(`${kilos}${part.padEnd(3, "0")}`) : part === "" ? whole(kilos) : null;
    const priceMinor = amount(price, currency);
    return grams === null || grams === 0 || priceMinor === null ? null : { upToGrams: grams, priceMinor };
  });
  return steps.every((step) => step !== null) && steps.length > 0 ? steps : null;
}

/** Reads the form of how the company delivers: `<method>.name.fr`, `<method>.<zone>.countries` and so on. A method without a French name, and a zone without countries, is left out. */
export function parseDeliveryForm(form: Form, currency: Currency): DeliveryRead {
  const wrong: string[] = [];
  const methods = counted(METHODS_MAX).filter((m) => text(form, `${m}.name.fr`) !== "").map((m) => {
    const fr = text(form, `${m}.name.fr`);
    const [from, to] = [whole(text(form, `${m}.from`)), whole(text(form, `${m}.to`))];
    if (from === null || to === null || to < from) wrong.push(`${m}.from`);
    const zones = counted(ZONES_MAX).filter((zone) => text(form, `${m}.${zone}.countries`) !== "").map((zone) => {
      const name = (part: string): string => `${m}.${zone}.${part}`;
      const countries = text(form, name("countries")).toUpperCase().split(/[\s,;]+/).filter(Boolean);
      if (!countries.every((country) => /^[A-Z]{2}$/.test(country))) wrong.push(name("countries"));
      const steps = readSteps(form[name("steps")] ?? "", currency);
      if (steps === null || steps.some((step, n) => n > 0 && step.upToGrams <= (steps[n - 1]?.upToGrams ?? 0))) wrong.push(name("steps"));
      const free = text(form, name("free"));
      const freeFrom = free === "" ? null : amount(free, currency);
      if (free !== "" && freeFrom === null) wrong.push(name("free"));
      return { countries, steps: (steps ?? []).map(({ upToGrams, priceMinor }) => ({ upToGrams, priceMinor: priceMinor.toString() })), freeFromMinor: freeFrom === null ? null : freeFrom.toString() };
    });
    if (zones.length === 0) wrong.push(`${m}.0.countries`);
    return { code: text(form, `${m}.code`) || `method-${m + 1}`, name: { fr, en: text(form, `${m}.name.en`) || fr }, standard: text(form, `${m}.standard`) === "on", days: { from: from ?? 0, to: to ?? 0 }, zones };
  });
  if (methods.length === 0) wrong.push("0.name.fr");
  if (wrong.length > 0) return { ok: false, wrong };
  const read = parseDelivery(methods);
  return read.ok ? read : { ok: false, wrong: ["0.name.fr"] };
}

export type VatRead = { readonly ok: true; readonly table: VatTable } | { readonly ok: false; readonly wrong: readonly string[] };

/** Reads the VAT table's form: `home`, `<country>:<class>` in percent, and another country under `new`. */
export function parseVatForm(form: Form): VatRead {
  const wrong: string[] = [];
  const added = text(form, "new").toUpperCase();
  if (added !== "" && !/^[A-Z]{2}$/.test(added)) wrong.push("new");
  const countries = [...new Set(Object.keys(form).flatMap((name) => /^([A-Z]{2}):standard$/.exec(name)?.[1] ?? []))].filter((country) => text(form, `${country}:drop`) !== "on");
  const ratesOf = (prefix: string) => Object.fromEntries(VAT_CLASSES.map((name) => {
    const [, digits = "", part = ""] = /^(\d{1,2})(?:[.,](\d{1,2}))?$/.exec(text(form, `${prefix}:${name}`)) ?? [];
    if (digits === "") wrong.push(`${prefix}:${name}`);
    return [name, z.coerce.number().parse(`${digits || "0"}${part.padEnd(2, "0")}`)];
  }));
  const rates = Object.fromEntries([...countries.map((country) => [country, ratesOf(country)] as const), ...(added === "" ? [] : [[added, ratesOf("new")] as const])]);
  if (wrong.length > 0) return { ok: false, wrong };
  const read = VatInput.safeParse({ home: text(form, "home").toUpperCase(), rates });
  return read.success ? { ok: true, table: read.data } : { ok: false, wrong: ["home"] };
}
