import type { z } from "zod";
import { isCurrency } from "../../kernel/money";
import { unreachable } from "../../kernel/invariant";
import type { BookedSale, CommissionAdapter, CommissionMessage, CommissionOutcome, Exchange, MemberState, Party, SaleCompleted, SaleReattributed, SaleRefunded, Window } from "../commission";
import { call, retryAfterMs } from "../http";
import { answerSchema, customersSchema, type ExigoOrder, type ExigoRequest, ORDER_TYPE, OURS, ordersSchema, transactionSchema } from "./contract";
import { afterReturns, customerOf, differenceOf, knownAs, type Known, minorOf, orderOf, paymentOf, returnOf, soldAnew, standingOf } from "./wire";

export type ExigoSettings = {
  /** Where the API listens, without `/3.0`; sandboxes live on other hosts. */
  readonly baseUrl: string;
  readonly company: string;
  readonly login: string;
  readonly password: string;
  readonly warehouseId: number;
  readonly shipMethodId: number;
  readonly priceType: number;
  readonly paymentType: number;
  readonly customerType: number;
  readonly distributorType: number;
  /** Our status of a member in their numbers. */
  readonly statuses: Readonly<Record<string, number>>;
  /** How long one request may take, milliseconds. 15 s when left out. */
  readonly timeoutMs?: number;
};

/** What every installation of Exigo starts with; a company has its own numbers. */
export const EXIGO_DEFAULTS = {
  ...{ warehouseId: 1, shipMethodId: 1, priceType: 1, paymentType: 1, customerType: 1, distributorType: 2 },
  statuses: { active: 1, suspended: 3, closed: 2, merged: 2, erased: 2 },
} as const;

type Message<M> = M & { readonly id: string };
const WORDS_MAX = 1_000;
const PAGE = 1_000;
const PAGES_MAX = 10_000;
const PAGE_MAX_BYTES = 32 * 1024 * 1024;
const NOT_NOW = new Set([401, 403, 404, 408, 425, 429]);
/** Refusals that are no verdict on the message. */
const PASSING = /time-?out|deadlock|try again|temporar/i;

/** Ends the work on a message with what became of it. */
class Ended extends Error {
  readonly outcome: CommissionOutcome;
  constructor(outcome: CommissionOutcome) {
    super(outcome.result);
    this.outcome = outcome;
  }
}
const doubt = (why: string, afterMs: number | null = null) => new Ended({ result: "retry", afterMs, why });
const refused = (code: string, words: string) => new Ended({ result: "refused", code, words: words.slice(0, WORDS_MAX) });

/**
 * Speaks Exigo's REST API 3.0. It has no idempotency key: our order number lies in `other11`, the message's id in
 * `other17`, our member id in `field1`, and every message looks there before it sends. A return is an order of type 8
 * that refers to the sale; a re-attribution is a return and a new sale, in one transaction.
 * @see DESIGN §6
 */
export function createExigoAdapter(settings: ExigoSettings): CommissionAdapter {
  return {
    destination: "exigo",
    async deliver(message) {
      const talk = new Talk(settings);
      try {
        return { outcome: await tell(talk, message), exchanges: talk.exchanges };
      } catch (error) {
        if (!(error instanceof Ended)) throw error;
        return { outcome: error.outcome, exchanges: talk.exchanges };
      }
    },
    listBooked: (window) => listBooked(settings, window),
  };
}

/** The requests of one message, in order, and what they brought. */
class Talk {
  readonly exchanges: Exchange[] = [];
  readonly settings: ExigoSettings;
  constructor(settings: ExigoSettings) {
    this.settings = settings;
  }

  async get<S extends z.ZodType>(path: string, query: Readonly<Record<string, string>>, schema: S): Promise<z.output<S>> {
    return this.#ask({ method: "GET", path: `${path}?${new URLSearchParams(query).toString()}`, body: null }, schema);
  }

  /** A change that says itself whether it worked. */
  async change(method: "POST" | "PATCH", path: string, body: object): Promise<z.output<typeof answerSchema>> {
    const answer = await this.#ask({ method, path, body: JSON.stringify(body) }, answerSchema);
    checked(answer);
    return answer;
  }

  /** Several requests, all of them or none. Answers the id of the last order. */
  async together(transactionRequests: readonly ExigoRequest[]): Promise<string> {
    const { transactionResponses } = await this.#ask({ method: "POST", path: "/3.0/transaction", body: JSON.stringify({ transactionRequests }) }, transactionSchema);
    for (const { response } of transactionResponses) checked(response);
    const order = transactionResponses.findLast(({ response }) => typeof response.orderID === "number")?.response.orderID;
    if (transactionResponses.length !== transactionRequests.length || !order) throw doubt("the transaction's answer is not one for each request");
    return String(order);
  }

  async #ask<S extends z.ZodType>({ method, path, body }: { method: "GET" | "POST" | "PATCH"; path: string; body: string | null }, schema: S): Promise<z.output<S>> {
    const { baseUrl, company, login, password, timeoutMs = 15_000 } = this.settings;
    const authorization = `Basic ${Buffer.from(`${login}@${company}:${password}`).toString("base64")}`;
    const headers = { accept: "application/json", authorization, ...(body === null ? {} : { "content-type": "application/json" }) };
    const answerMaxBytes = method === "GET" ? PAGE_MAX_BYTES : 1024 * 1024;
    const exchange = await call({ method, url: baseUrl.replace(/\/+$/, "") + path, headers, body, timeoutMs, answerMaxBytes });
    this.exchanges.push(exchange);
    return read(exchange, schema);
  }
}

function read<S extends z.ZodType>({ response, failure }: Exchange, schema: S): z.output<S> {
  if (!response) throw doubt(failure ?? "no answer");
  const { status, body } = response;
  if (status >= 400 && status < 500 && !NOT_NOW.has(status)) throw refused(`http_${status}`, body);
  if (status !== 200 && status !== 201) throw doubt(`answer ${status}`, retryAfterMs(response.headers["retry-after"]));
  const parsed = schema.safeParse(json(body));
  if (!parsed.success) throw doubt(`answer ${status} is not what Exigo says`);
  return parsed.data;
}

function json(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // Not JSON is an answer too: it does not fit the schema.
    return undefined;
  }
}

function checked({ result: { status, errors } }: z.output<typeof answerSchema>): void {
  if (status === "Success") return;
  const words = (errors ?? []).join(" ") || `Exigo answered ${status} without a reason.`;
  throw PASSING.test(words) ? doubt(words.slice(0, WORDS_MAX)) : refused("exigo_refused", words);
}

function tell(talk: Talk, message: CommissionMessage): Promise<CommissionOutcome> {
  switch (message.kind) {
    case "sale.completed":
      return tellSale(talk, message);
    case "sale.refunded":
      return tellReturn(talk, message);
    case "sale.reattributed":
      return tellMove(talk, message);
    case "member.enrolled":
    case "member.changed":
      return tellMember(talk, message);
    default:
      return unreachable(message);
  }
}

const accepted = (externalReference: string): CommissionOutcome => ({ result: "accepted", externalReference });
const duplicate = (id: number): CommissionOutcome => ({ result: "duplicate", externalReference: String(id) });

async function ordersOf(talk: Talk, number: string): Promise<readonly ExigoOrder[]> {
  return (await talk.get("/3.0/orders", { [OURS.order.number]: number }, ordersSchema)).orders;
}

async function findKnown(talk: Talk, party: Party | null): Promise<Known | null> {
  if (party === null) return null;
  if (party.externalId !== null) return knownAs(party.externalId);
  const { customers } = await talk.get("/3.0/customers", { [OURS.customer.member]: party.member }, customersSchema);
  return customers[0] ? { customerID: customers[0].customerID } : null;
}

async function tellSale(talk: Talk, sale: Message<SaleCompleted>): Promise<CommissionOutcome> {
  const before = (await ordersOf(talk, sale.number)).find(({ other12 }) => other12 === "sale");
  if (before) return duplicate(before.orderID);
  const distributor = await findKnown(talk, sale.distributor);
  const buyer = sale.distributor?.member === sale.buyer.member ? distributor : await findKnown(talk, sale.buyer);
  const { settings } = talk;
  const member: ExigoRequest[] = buyer
    ? []
    : [{ typeName: "CreateCustomerRequest", request: customerOf({ party: sale.buyer }, { settings, currency: sale.currency, at: sale.placedAt, above: distributor }) }];
  return accepted(await talk.together([
    ...member,
    { typeName: "CreateOrderRequest", request: orderOf(sale, { buyer, distributor }, settings) },
    { typeName: "CreatePaymentRequest", request: paymentOf(sale, settings) },
  ]));
}

/** The orders that a sale became. `current` is the one that a return refers to. */
async function soldAs(talk: Talk, number: string): Promise<{ orders: readonly ExigoOrder[]; sale: ExigoOrder; current: ExigoOrder }> {
  const orders = await ordersOf(talk, number);
  const sale = orders.find(({ other12 }) => other12 === "sale");
  const current = orders.filter(({ orderType }) => orderType !== ORDER_TYPE.return).sort((a, b) => a.orderID - b.orderID).at(-1);
  if (!sale || !current) throw refused("sale_unknown", `Exigo has no order with ${number} in ${OURS.order.number}.`);
  return { orders, sale, current };
}

async function tellReturn(talk: Talk, message: Message<SaleRefunded>): Promise<CommissionOutcome> {
  const { orders, sale, current } = await soldAs(talk, message.number);
  const before = orders.find(({ other17 }) => other17 === message.id);
  if (before) return duplicate(before.orderID);
  const { currency } = message;
  const target = afterReturns(standingOf([sale], currency), message.soFar);
  const back = differenceOf(standingOf(orders, currency), target);
  // What was given back before already says it all.
  if (back.items.size === 0 && back.shipping === 0n) return duplicate(current.orderID);
  const told = { settings: talk.settings, currency, at: message.refundedAt, message: message.id };
  return accepted(await talk.together([{ typeName: "CreateOrderRequest", request: returnOf(current, back, told) }]));
}

async function tellMove(talk: Talk, message: Message<SaleReattributed>): Promise<CommissionOutcome> {
  const { orders, current } = await soldAs(talk, message.number);
  const before = orders.findLast(({ other17 }) => other17 === message.id);
  if (before) return duplicate(before.orderID);
  const stands = standingOf(orders, message.currency);
  const told = { settings: talk.settings, currency: message.currency, at: message.reattributedAt, message: message.id };
  const to = { ...message.to, known: await findKnown(talk, message.to.distributor), paidOut: message.paidOut };
  return accepted(await talk.together([
    { typeName: "CreateOrderRequest", request: returnOf(current, stands, told) },
    { typeName: "CreateOrderRequest", request: soldAnew(current, stands, { ...told, to }) },
  ]));
}

async function tellMember(talk: Talk, message: Message<MemberState>): Promise<CommissionOutcome> {
  const { member, externalId } = message.party;
  const known = externalId === null ? null : knownAs(externalId);
  const query = known ? Object.fromEntries(Object.entries(known).map(([name, value]) => [name, String(value)])) : { [OURS.customer.member]: member };
  const { customers } = await talk.get("/3.0/customers", query, customersSchema);
  const [found] = customers;
  if (found?.field1 === member && found.field2 === message.id) return duplicate(found.customerID);
  const ours = { field1: member, field2: message.id };
  if (found) {
    const customerStatus = talk.settings.statuses[message.status];
    await talk.change("PATCH", "/3.0/customers", { customerID: found.customerID, ...(customerStatus === undefined ? {} : { customerStatus }), ...ours });
    return accepted(String(found.customerID));
  }
  if (externalId !== null) throw refused("customer_unknown", `Exigo has no customer ${externalId}.`);
  const above = await findKnown(talk, message.distributor);
  const created = await talk.change("POST", "/3.0/customers", { ...customerOf(message, { settings: talk.settings, currency: null, at: message.at, above }), ...ours });
  return accepted(String(created.customerID ?? member));
}

/** Their orders that are ours, of a window: paged by number, from the first that was changed since the window began. */
async function* listBooked(settings: ExigoSettings, { from, to }: Window): AsyncGenerator<readonly BookedSale[]> {
  const talk = new Talk(settings);
  const orders: ExigoOrder[] = [];
  let last = 0;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const query = { greaterThanModifiedDate: from.toISOString(), greaterThanOrderID: String(last), batchSize: String(PAGE) };
    const found = (await talk.get("/3.0/orders", query, ordersSchema)).orders;
    talk.exchanges.length = 0;
    orders.push(...found.filter(({ other11 }) => other11));
    last = Math.max(last, ...found.map(({ orderID }) => orderID));
    if (found.length < PAGE) break;
  }
  const inWindow = (order: ExigoOrder): boolean => new Date(order.orderDate) >= from && new Date(order.orderDate) < to;
  const byNumber = Map.groupBy(orders, ({ other11 }) => other11);
  yield orders.filter((order) => order.other12 === "sale" && inWindow(order)).map((sale) => toBooked(sale, byNumber.get(sale.other11) ?? []));
}

function toBooked(sale: ExigoOrder, all: readonly ExigoOrder[]): BookedSale {
  const currency = sale.currencyCode.toUpperCase();
  const minor = (value: number): bigint => minorOf(value, isCurrency(currency) ? currency : "EUR");
  const moved = all.filter(({ other12 }) => other12 === "moved").sort((a, b) => a.orderID - b.orderID);
  const current = moved.at(-1) ?? sale;
  const sum = (orders: readonly ExigoOrder[]): bigint => orders.reduce((total, order) => total + minor(order.total), 0n);
  const { transferVolumeToID: id, transferVolumeToKey: key, other14 } = current;
  return {
    ...{ number: sale.other11 ?? "", reference: String(sale.orderID), at: new Date(sale.orderDate), currency },
    totalMinor: minor(sale.total),
    // A move gives back and sells as much: what is left of the sum was returned.
    returnedMinor: -sum(all.filter((order) => order.other12 === "return" || order.other12 === "moved")),
    distributor: { member: other14?.startsWith("mem_") ? other14 : null, externalId: key ?? (id ? String(id) : other14 && !other14.startsWith("mem_") ? other14 : null) },
  };
}
