import { afterEach, beforeEach, expect, it } from "vitest";
import { type MessageId, newId } from "../../kernel/id";
import { money } from "../../kernel/money";
import { DEMO_ACCESS, type Simulator, startCommissionSimulator } from "../../sandbox/commission/server";
import type { BookedSale, CommissionAdapter, SaleCompleted } from "../commission";
import { commissionContract, exampleMember, exampleMove, exampleRefund, exampleSale } from "../commission.contract";
import { createExigoAdapter, EXIGO_DEFAULTS } from "./adapter";

const SECRET = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
const adapterOf = ({ url }: Simulator, timeoutMs = 2_000): CommissionAdapter => createExigoAdapter({ ...EXIGO_DEFAULTS, ...DEMO_ACCESS, baseUrl: url, timeoutMs });

type Shown = { readonly orders: readonly Record<string, unknown>[]; readonly customers: readonly Record<string, unknown>[]; readonly payments: readonly unknown[]; readonly effects: readonly MessageId[] };
const shown = async ({ url }: Simulator) => (await (await fetch(`${url}/_sandbox/exigo`)).json()) as Shown;

commissionContract("exigo", async () => {
  const simulator = await startCommissionSimulator({ port: 0, secret: SECRET });
  return {
    adapter: adapterOf(simulator, 300),
    misbehave: async (how) => {
      expect((await fetch(`${simulator.url}/_sandbox/settings`, { method: "PUT", body: JSON.stringify(how) })).status).toBe(200);
    },
    inEffect: async () => (await shown(simulator)).effects,
    close: () => simulator.close(),
  };
});

let simulator: Simulator;
let adapter: CommissionAdapter;
beforeEach(async () => {
  simulator = await startCommissionSimulator({ port: 0, secret: SECRET });
  adapter = adapterOf(simulator);
});
afterEach(() => simulator.close());

async function bodyOf(message: Parameters<CommissionAdapter["deliver"]>[0], path = "/3.0/transaction") {
  const { outcome, exchanges } = await adapter.deliver(message, false);
  const sent = exchanges.find(({ request }) => request.method !== "GET")?.request;
  expect(sent?.url).toBe(simulator.url + path);
  return { outcome, body: JSON.parse(sent?.body ?? "null") as unknown };
}

/** The names that Exigo's public pages, its PHP client and two public integrations show. */
const FIELDS: Readonly<Record<string, string>> = {
  CreateCustomerRequest: `firstName lastName company customerType customerStatus email phone phone2 mobilePhone canLogin loginName loginPassword insertEnrollerTree
    enrollerID enrollerKey insertUnilevelTree sponsorID sponsorKey useManualCustomerID manualCustomerID manualCustomerKey taxID vatRegistration birthDate field1 field2 currencyCode
    entryDate defaultWarehouseID payableType languageID gender`,
  CreateOrderRequest: `customerID customerKey orderStatus orderDate currencyCode warehouseID shipMethodID priceType orderType firstName lastName company address1 address2 city state
    zip country email phone notes other11 other12 other13 other14 other15 other16 other17 other18 other19 other20 taxRateOverride shippingAmountOverride suppressPackSlipPrice
    useManualOrderID manualOrderID manualOrderKey transferVolumeToID transferVolumeToKey returnOrderID returnOrderKey partyID overwriteExistingOrder existingOrderID details`,
  CreatePaymentRequest: "orderID orderKey paymentDate amount paymentType authorizationCode memo",
  detail: `itemCode quantity orderDetailID parentOrderDetailID parentItemCode priceEachOverride taxableEachOverride shippingPriceEachOverride businessVolumeEachOverride
    commissionableVolumeEachOverride descriptionOverride reference1`,
};
function everyFieldIsTheirs(body: unknown): void {
  const { transactionRequests, ...rest } = body as { transactionRequests: { typeName: string; request: Record<string, unknown> }[] };
  expect(rest).toEqual({});
  for (const { typeName, request, ...more } of transactionRequests) {
    expect(more).toEqual({});
    const known = (FIELDS[typeName] ?? "").split(/\s+/);
    for (const name of Object.keys(request)) expect(known, `${typeName}.${name}`).toContain(name);
    for (const detail of (request["details"] ?? []) as object[]) for (const name of Object.keys(detail)) expect(FIELDS["detail"]?.split(/\s+/), `detail.${name}`).toContain(name);
  }
}

/** A sale to a customer 4711 of distributor 1007, 3 pieces for 100.00, with shipping. */
function knownSale(): ReturnType<typeof exampleSale> {
  const sale = exampleSale();
  const [buyer, distributor] = [{ ...sale.buyer, externalId: "4711" }, { member: sale.distributor?.member ?? sale.buyer.member, externalId: "1007" }];
  return {
    ...sale, buyer, distributor,
    lines: [{ sku: "SOAP-1", quantity: 3, unitMinor: 3_400n, discountMinor: 200n, goodsMinor: 10_000n, taxMinor: 1_667n, taxBps: 2_000, cvMinor: 8_333n, bvMinor: 8_334n }],
    paidOut: [{ role: "buyer", party: buyer, amount: money(1_000n, "EUR") }, { role: "distributor", party: distributor, amount: money(3_000n, "EUR") }],
  };
}

it("writes a sale as Exigo documents it, field by field, and what does not divide by the pieces stays exact", async () => {
  const sale = knownSale();
  const { outcome, body } = await bodyOf(sale);
  expect(outcome).toEqual({ result: "accepted", externalReference: "9000" });
  everyFieldIsTheirs(body);
  expect(body).toEqual({
    transactionRequests: [
      {
        typeName: "CreateOrderRequest",
        request: {
          customerID: 4711,
          orderStatus: 7,
          orderDate: "2026-03-01T10:00:00.000Z",
          currencyCode: "eur",
          warehouseID: 1,
          shipMethodID: 1,
          priceType: 1,
          orderType: 11,
          taxRateOverride: 0,
          shippingAmountOverride: 4.9,
          transferVolumeToID: 1007,
          notes: "K7Q2-M4XD: prices include VAT",
          other11: "K7Q2-M4XD",
          other12: "sale",
          other13: "direct",
          other14: "1007",
          other15: "buyer 4711 10.00 EUR; distributor 1007 30.00 EUR",
          other16: "full",
          other17: sale.id,
          details: [
            { itemCode: "SOAP-1", quantity: 1, priceEachOverride: 33.34, taxableEachOverride: 27.78, businessVolumeEachOverride: 27.78, commissionableVolumeEachOverride: 27.78 },
            { itemCode: "SOAP-1", quantity: 1, priceEachOverride: 33.33, taxableEachOverride: 27.78, businessVolumeEachOverride: 27.78, commissionableVolumeEachOverride: 27.78 },
            { itemCode: "SOAP-1", quantity: 1, priceEachOverride: 33.33, taxableEachOverride: 27.77, businessVolumeEachOverride: 27.78, commissionableVolumeEachOverride: 27.77 },
          ],
        },
      },
      { typeName: "CreatePaymentRequest", request: { paymentDate: "2026-03-01T10:00:00.000Z", amount: 104.9, paymentType: 1, memo: "K7Q2-M4XD" } },
    ],
  });
});

it("creates a customer whom Exigo does not have in the transaction of their first sale, once, without a name", async () => {
  const sale: ReturnType<typeof exampleSale> = { ...exampleSale(), distributor: { member: exampleSale().buyer.member, externalId: "D-77" } };
  const { body } = await bodyOf(sale);
  everyFieldIsTheirs(body);
  expect(body).toMatchObject({
    transactionRequests: [
      {
        typeName: "CreateCustomerRequest",
        request: {
          firstName: "Cagnotte", lastName: sale.buyer.member.slice(-8), customerType: 1, customerStatus: 1, canLogin: false,
          insertEnrollerTree: true, enrollerKey: "D-77", insertUnilevelTree: true, sponsorKey: "D-77", currencyCode: "eur", entryDate: "2026-03-01T10:00:00.000Z", field1: sale.buyer.member,
        },
      },
      { typeName: "CreateOrderRequest", request: { transferVolumeToKey: "D-77" } },
      { typeName: "CreatePaymentRequest" },
    ],
  });
  const [, order] = (body as { transactionRequests: { request: object }[] }).transactionRequests;
  expect(order?.request).not.toHaveProperty("customerID");
  const second = await bodyOf({ ...exampleSale(), buyer: sale.buyer, number: "SECOND" });
  expect(second.body).toMatchObject({ transactionRequests: [{ typeName: "CreateOrderRequest", request: { customerID: 5_000 } }, {}] });
});

it("enrols a customer below their distributor and tells a change of status, by fields that Exigo has", async () => {
  const enrolled = exampleMember();
  if (enrolled.kind !== "member.enrolled") throw new Error("an enrolment was expected");
  const known = FIELDS["CreateCustomerRequest"]?.split(/\s+/) ?? [];
  const created = await bodyOf(enrolled, "/3.0/customers");
  expect(created.outcome).toEqual({ result: "accepted", externalReference: "5000" });
  expect(created.body).toEqual({
    firstName: "Cagnotte", lastName: enrolled.party.member.slice(-8), customerType: 1, customerStatus: 1, canLogin: false, entryDate: "2026-03-01T10:00:00.000Z",
    insertEnrollerTree: true, enrollerKey: "D-77", insertUnilevelTree: true, sponsorKey: "D-77", field1: enrolled.party.member, field2: enrolled.id,
  });
  for (const name of Object.keys(created.body as object)) expect(known).toContain(name);
  const changed = { ...enrolled, id: newId("message"), kind: "member.changed" as const, status: "suspended" };
  const { body } = await bodyOf(changed, "/3.0/customers");
  expect(body).toEqual({ customerID: 5_000, customerStatus: 3, field1: enrolled.party.member, field2: changed.id });
});

it("sends with whom it is and shows the password to nobody", async () => {
  const { exchanges } = await adapter.deliver(knownSale(), false);
  expect(exchanges.map(({ request }) => request.headers["authorization"])).toEqual(exchanges.map(() => "Basic ***"));
  const stranger = createExigoAdapter({ ...EXIGO_DEFAULTS, ...DEMO_ACCESS, password: "wrong", baseUrl: simulator.url });
  expect((await stranger.deliver(knownSale(), false)).outcome).toMatchObject({ result: "retry", why: "answer 401" });
});

it("gives back by an order of type 8 what is missing to the cumulative return, part by part, and nothing twice", async () => {
  const sale = knownSale();
  await adapter.deliver(sale, false);
  const half = await bodyOf(exampleRefund(sale, 5_000n));
  everyFieldIsTheirs(half.body);
  expect(half.body).toMatchObject({
    transactionRequests: [{
      typeName: "CreateOrderRequest",
      request: {
        customerID: 4711, orderType: 8, returnOrderID: 9_000, other11: sale.number, other12: "return", shippingAmountOverride: 0,
        details: [{ itemCode: "SOAP-1", quantity: -1, priceEachOverride: 50, commissionableVolumeEachOverride: 41.66, businessVolumeEachOverride: 41.66 }],
      },
    }],
  });
  await adapter.deliver(exampleRefund(sale, 10_000n), false);
  expect((await adapter.deliver(exampleRefund(sale, 10_000n), false)).outcome.result).toBe("duplicate");
  const { orders } = await shown(simulator);
  expect(orders.map(({ total }) => total)).toEqual([104.9, -50, -50]);
});

it("moves a sale by a return and a new sale that refer to the original, together, and later returns go on from there", async () => {
  const sale = knownSale();
  await adapter.deliver(sale, false);
  await adapter.deliver(exampleRefund(sale, 4_000n), false);
  const moved = await bodyOf(exampleMove(sale));
  everyFieldIsTheirs(moved.body);
  expect(moved.body).toMatchObject({
    transactionRequests: [
      { request: { orderType: 8, returnOrderID: 9_000, other12: "return", details: [{ quantity: -1, priceEachOverride: 60 }] } },
      { request: { orderType: 11, other12: "moved", other14: "D-78", transferVolumeToKey: "D-78", notes: "K7Q2-M4XD: instead of order 9000", details: [{ quantity: 1, priceEachOverride: 60 }] } },
    ],
  });
  const last = await bodyOf(exampleRefund(sale, 10_000n));
  expect(last.body).toMatchObject({ transactionRequests: [{ request: { returnOrderID: 9_003, details: [{ quantity: -1, priceEachOverride: 60 }] } }] });
});

it("lays a return down whose sale Exigo never had", async () => {
  const sale: SaleCompleted & { id: MessageId } = knownSale();
  expect((await adapter.deliver(exampleRefund(sale, 1_000n), true)).outcome).toMatchObject({ result: "refused", code: "sale_unknown" });
});

it("lists what Exigo has booked with what became of it", async () => {
  const sale = knownSale();
  await adapter.deliver(sale, false);
  await adapter.deliver(exampleRefund(sale, 4_000n), false);
  await adapter.deliver(exampleMove(sale), false);
  const listed: BookedSale[] = [];
  for await (const page of adapter.listBooked({ from: new Date("2026-03-01T00:00:00Z"), to: new Date("2026-03-02T00:00:00Z") })) listed.push(...page);
  expect(listed).toMatchObject([{ number: sale.number, reference: "9000", totalMinor: 10_490n, returnedMinor: 4_000n, distributor: { externalId: "D-78" } }]);
});
