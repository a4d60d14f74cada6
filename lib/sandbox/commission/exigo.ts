import { timingSafeEqual } from "node:crypto";
import { z } from "zod";

/** Who may call: `Authorization: Basic base64(login@company:password)`. */
export type ExigoAccess = { readonly login: string; readonly company: string; readonly password: string };
type Call = { readonly method: string; readonly url: URL; readonly authorization: string; readonly body: string };
type Answer = { readonly status: number; readonly body: unknown };

/** What Exigo calls its fields, as far as we use them. A field that it does not have is refused, as a typing error of ours. */
const who = { customerID: z.int().optional(), customerKey: z.string().optional() };
const others = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`other${i + 11}`, z.string().nullish()]));
const detail = z.strictObject({
  itemCode: z.string().min(1),
  quantity: z.number(),
  ...{ priceEachOverride: z.number().default(0), taxableEachOverride: z.number().default(0) },
  ...{ businessVolumeEachOverride: z.number().default(0), commissionableVolumeEachOverride: z.number().default(0) },
  reference1: z.string().optional(),
});
const order = z.strictObject({
  ...who,
  ...{ orderStatus: z.int(), orderType: z.int(), orderDate: z.iso.datetime(), currencyCode: z.string().length(3) },
  ...{ warehouseID: z.int(), shipMethodID: z.int(), priceType: z.int() },
  ...{ taxRateOverride: z.number().optional(), shippingAmountOverride: z.number().default(0), notes: z.string().optional() },
  ...{ returnOrderID: z.int().optional(), transferVolumeToID: z.int().optional(), transferVolumeToKey: z.string().optional() },
  ...others,
  details: z.array(detail),
});
const changes = { customerType: z.int().optional(), customerStatus: z.int().optional(), field1: z.string().optional(), field2: z.string().optional() };
const customer = z.strictObject({
  ...{ firstName: z.string().min(1), lastName: z.string().min(1), ...changes, canLogin: z.boolean() },
  ...{ insertEnrollerTree: z.boolean(), enrollerID: z.int().optional(), enrollerKey: z.string().optional() },
  ...{ insertUnilevelTree: z.boolean(), sponsorID: z.int().optional(), sponsorKey: z.string().optional() },
  ...{ currencyCode: z.string().optional(), entryDate: z.iso.datetime() },
});
const change = z.strictObject({ ...who, ...changes });
const payment = z.strictObject({ ...who, orderID: z.int().optional(), paymentDate: z.iso.datetime(), amount: z.number(), paymentType: z.int(), memo: z.string().optional() });
const transaction = z.strictObject({ transactionRequests: z.array(z.strictObject({ typeName: z.string(), request: z.unknown() })).min(1) });

type Order = { orderID: number; customerID: number; total: number; shippingTotal: number; returnOrderID?: number; other17?: string } & Record<string, unknown>;
type Customer = { customerID: number; customerKey?: string; field1?: string; field2?: string } & Record<string, unknown>;
type State = { readonly customers: readonly Customer[]; readonly orders: readonly Order[]; readonly payments: readonly object[]; readonly effects: readonly string[] };
type Step = { readonly state: State; readonly response: Record<string, unknown> };

/** A refusal in Exigo's way: HTTP 200, and the reason inside. */
class Failure extends Error {}
const success = { status: "Success", errors: [], transactionKey: "00000000-0000-0000-0000-000000000000" };
const EMPTY: State = { customers: [], orders: [], payments: [], effects: [] };
const cents = (value: number) => Math.round(value * 1_000) / 1_000;

/** A commission system that speaks Exigo's REST API 3.0 as far as the adapter does. In memory. */
export class Exigo {
  readonly #authorization: Buffer;
  #state: State = EMPTY;
  /** Null: everybody is known. */
  #known: readonly string[] | null = null;

  constructor({ login, company, password }: ExigoAccess) {
    this.#authorization = Buffer.from(`Basic ${Buffer.from(`${login}@${company}:${password}`).toString("base64")}`);
  }

  shown(): State {
    return this.#state;
  }

  clear(): void {
    this.#state = EMPTY;
  }

  answer(call: Call, known: readonly string[] | null): Answer {
    this.#known = known;
    const given = Buffer.from(call.authorization);
    if (given.length !== this.#authorization.length || !timingSafeEqual(given, this.#authorization)) return { status: 401, body: { message: "Authorization has been denied for this request." } };
    const route = `${call.method} ${call.url.pathname}`;
    if (route === "GET /3.0/orders") return { status: 200, body: { orders: this.#orders(call.url.searchParams), result: success } };
    if (route === "GET /3.0/customers") return { status: 200, body: { customers: this.#customers(call.url.searchParams), result: success } };
    const typeName = { "POST /3.0/customers": "CreateCustomerRequest", "PATCH /3.0/customers": "UpdateCustomerRequest", "POST /3.0/orders": "CreateOrderRequest" }[route];
    try {
      if (route === "POST /3.0/transaction") return this.#together(transaction.parse(JSON.parse(call.body)).transactionRequests);
      if (typeName === undefined) return { status: 404, body: { message: `No HTTP resource was found at ${call.url.pathname}.` } };
      const { state, response } = this.#step(this.#state, typeName, JSON.parse(call.body));
      this.#state = state;
      return { status: 200, body: response };
    } catch (error) {
      if (error instanceof z.ZodError || error instanceof SyntaxError) return { status: 400, body: { message: error.message } };
      if (!(error instanceof Failure)) throw error;
      const result = { status: "Failure", errors: [error.message] };
      return { status: 200, body: route === "POST /3.0/transaction" ? { transactionResponses: [{ typeName: "TransactionalResponse", response: { result } }] } : { result } };
    }
  }

  /** All or nothing: the state is replaced once, at the end. */
  #together(requests: readonly { typeName: string; request?: unknown }[]): Answer {
    let state = this.#state;
    let customerID: number | undefined;
    const transactionResponses = requests.map(({ typeName, request }) => {
      const given = request as Record<string, unknown>;
      const inside = customerID !== undefined && typeName === "CreateOrderRequest" && given["customerID"] === undefined && given["customerKey"] === undefined;
      const step = this.#step(state, typeName, inside ? { ...given, customerID } : given);
      state = step.state;
      if (typeName === "CreateCustomerRequest") customerID = step.response["customerID"] as number;
      return { typeName: typeName.replace("Request", "Response"), response: step.response };
    });
    this.#state = state;
    return { status: 200, body: { transactionResponses } };
  }

  #step(state: State, typeName: string, request: unknown): Step {
    if (typeName === "CreateCustomerRequest") return this.#createCustomer(state, customer.parse(request));
    if (typeName === "UpdateCustomerRequest") return this.#changeCustomer(state, change.parse(request));
    if (typeName === "CreateOrderRequest") return this.#createOrder(state, order.parse(request));
    if (typeName === "CreatePaymentRequest") return { state: { ...state, payments: [...state.payments, payment.parse(request)] }, response: { result: success } };
    throw new Failure(`${typeName} can not be part of a transaction.`);
  }

  #createCustomer(state: State, given: z.output<typeof customer>): Step {
    for (const name of [given.enrollerKey, given.sponsorKey]) this.#mustKnow(name);
    const customerID = 5_000 + state.customers.length;
    const effects = given.field2 ? [...state.effects, given.field2] : state.effects;
    return { state: { ...state, effects, customers: [...state.customers, { ...given, customerID } as Customer] }, response: { customerID, result: success } };
  }

  #changeCustomer(state: State, { customerID, customerKey, ...given }: z.output<typeof change>): Step {
    if (!state.customers.some((one) => one.customerID === customerID)) throw new Failure(`Customer ${customerID ?? customerKey ?? ""} not found.`);
    const customers = state.customers.map((one) => (one.customerID === customerID ? ({ ...one, ...given } as Customer) : one));
    return { state: { ...state, customers, effects: given.field2 ? [...state.effects, given.field2] : state.effects }, response: { customerID, result: success } };
  }

  #createOrder(state: State, given: z.output<typeof order>): Step {
    if (given.customerID !== undefined && given.customerKey !== undefined) throw new Failure("CustomerID and CustomerKey can not both be set.");
    if (given.customerID === undefined && given.customerKey === undefined) throw new Failure("CustomerID or CustomerKey is required.");
    for (const name of [given.customerKey, given.transferVolumeToKey, given.transferVolumeToID && String(given.transferVolumeToID)]) this.#mustKnow(name || undefined);
    if (given.orderType === 8 && !state.orders.some(({ orderID }) => orderID === given.returnOrderID)) throw new Failure("ReturnOrderID does not exist.");
    const orderID = 9_000 + state.orders.length;
    const subTotal = given.details.reduce((sum, { quantity, priceEachOverride }) => sum + quantity * priceEachOverride, 0);
    const details = given.details.map(({ priceEachOverride, taxableEachOverride, businessVolumeEachOverride, commissionableVolumeEachOverride, ...one }) => ({
      ...one, priceEach: priceEachOverride, taxableEach: taxableEachOverride, businessVolumeEach: businessVolumeEachOverride, commissionableVolumeEach: commissionableVolumeEachOverride,
    }));
    const total = cents(subTotal + given.shippingAmountOverride);
    const booked = { ...given, customerID: given.customerID ?? 1, orderID, details, subTotal: cents(subTotal), shippingTotal: given.shippingAmountOverride, total, modifiedDate: given.orderDate } as unknown as Order;
    const message = booked.other17;
    const effects = message && state.effects.at(-1) !== message ? [...state.effects, message] : state.effects;
    return { state: { ...state, effects, orders: [...state.orders, booked] }, response: { orderID, total, result: success } };
  }

  #mustKnow(name: string | undefined): void {
    if (name !== undefined && this.#known !== null && !this.#known.includes(name)) throw new Failure(`Customer ${name} not found.`);
  }

  #orders(query: URLSearchParams): Order[] {
    const { greaterThanOrderID = "0", greaterThanModifiedDate = "", batchSize = "1000", ...equal } = Object.fromEntries(query) as Record<string, string>;
    return this.#state.orders
      .filter((one) => one.orderID > Number(greaterThanOrderID) && String(one["modifiedDate"]) >= greaterThanModifiedDate)
      .filter((one) => Object.entries(equal).every(([name, value]) => String(one[name]) === value))
      .slice(0, Number(batchSize));
  }

  #customers(query: URLSearchParams): Customer[] {
    return this.#state.customers.filter((one) => [...query].every(([name, value]) => String(one[name]) === value)).slice(0, 100);
  }
}
