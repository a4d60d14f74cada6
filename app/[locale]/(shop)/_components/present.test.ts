import { describe, expect, it } from "vitest";
import { newId } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import { DEFAULT_PLAN } from "@/lib/plan/rules";
import type { Plan } from "@/lib/plan/types";
import { buyersPart, cashBackFigures, shownTile } from "./present";

/** 49,00 €, VAT included. */
const goods = { price: money(4_900n, "EUR"), vatBps: 2_000, rateBps: null };
const figures = (plan: Plan = DEFAULT_PLAN, rateBps: number | null = null) =>
  cashBackFigures({ ...goods, rateBps }, { locale: "fr", plan }, (amount) => amount.replace(/\s/g, " ")).map(({ stages, text }) => [stages, text]);

describe("the cash back on a product", () => {
  it("is a customer's 4,90 €, and what a distributor who buys has instead", () => {
    expect(figures()).toEqual([["direct viral organic", "4,90 €"], ["self", "19,60 €"]]);
    expect(figures({ ...DEFAULT_PLAN, selfPurchase: "buyer-only" })).toEqual([["direct viral organic self", "4,90 €"]]);
  });

  it("follows the version of the plan: other parts for each stage, and the net price", () => {
    const uneven: Plan = { ...DEFAULT_PLAN, stages: { ...DEFAULT_PLAN.stages, viral: { buyer: 500, sharer: 1_500, distributor: 2_000, company: 0 } } };
    expect(figures(uneven)).toEqual([["direct organic", "4,90 €"], ["viral", "2,45 €"], ["self", "19,60 €"]]);
    expect(buyersPart(goods, "direct", { ...DEFAULT_PLAN, base: "net" })).toEqual(money(408n, "EUR"));
  });

  it("follows the product's own rate, and says nothing where there is nothing", () => {
    expect(figures(DEFAULT_PLAN, 2_000)).toEqual([["direct viral organic", "2,45 €"], ["self", "9,80 €"]]);
    expect(figures(DEFAULT_PLAN, 0)).toEqual([]);
  });
});

it("shows a reduction with the price that it is measured against, and a thing that is gone as gone", () => {
  const card = {
    id: newId("product"), slug: "huile", title: { fr: "Huile", en: "Oil" }, summary: null, picture: null, from: true, reference: money(2_890n, "EUR"), inStock: true,
    price: money(2_490n, "EUR"), vatBps: 2_000, rateBps: null,
  };
  expect(shownTile(card, { locale: "en", plan: DEFAULT_PLAN })).toMatchObject({ to: "products/huile", title: "Oil", price: "€24.90", reference: { price: "€28.90" }, badge: "Reduced" });
  expect(shownTile({ ...card, reference: null }, { locale: "fr", plan: DEFAULT_PLAN })).toMatchObject({ title: "Huile", reference: null, badge: null, before: "dès" });
  expect(shownTile({ ...card, inStock: false }, { locale: "fr", plan: DEFAULT_PLAN })).toMatchObject({ badge: "Épuisé" });
});
