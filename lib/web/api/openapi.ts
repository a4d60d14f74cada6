import "server-only";
import { z } from "zod";
import { acceptedSchema, bookedPageSchema, LOOKUP_PATH, memberSchema, problemSchema, SALES_PATH, saleCompletedSchema, saleReattributedSchema, saleRefundedSchema, WIRE_PATHS } from "@/lib/gateway/signed-json/contract";
import { distributor, distributorInput, problemDetails, salesPage, wallet } from "./contract";

const registry = z.registry<{ id: string }>();
const NAMED = {
  SaleCompleted: saleCompletedSchema, SaleRefunded: saleRefundedSchema, SaleReattributed: saleReattributedSchema, Member: memberSchema, Accepted: acceptedSchema,
  BookedPage: bookedPageSchema, Problem: problemSchema, DistributorInput: distributorInput, Distributor: distributor, SalesPage: salesPage, Wallet: wallet, ProblemDetails: problemDetails,
} as const;
for (const [id, schema] of Object.entries(NAMED)) registry.add(schema, { id });
type Name = keyof typeof NAMED;

const ref = (name: Name) => ({ $ref: `#/components/schemas/${name}` });
const json = (name: Name, type = "application/json") => ({ content: { [type]: { schema: ref(name) } } });
const problem = (description: string) => ({ description, ...json("ProblemDetails", "application/problem+json") });
const inPath = (name: string, description: string) => ({ name, in: "path", required: true, description, schema: { type: "string" } });
const inQuery = (name: string, description: string) => ({ name, in: "query", required: false, description, schema: { type: "string" } });
const inHeader = (name: string, required: boolean, description: string) => ({ name, in: "header", required, description, schema: { type: "string" } });

const COMMON = {
  "401": problem("No valid token"), "403": problem("The token lacks the scope"),
  "429": { ...problem("Too many calls; RateLimit-Reset and Retry-After say for how long"), headers: { "Retry-After": { schema: { type: "integer" }, description: "Seconds" } } },
};
const LIMITED = { "RateLimit-Limit": "Calls a minute", "RateLimit-Remaining": "Calls left", "RateLimit-Reset": "Seconds until all are there again" };
const headers = Object.fromEntries(Object.entries(LIMITED).map(([name, description]) => [name, { description, schema: { type: "integer" } }]));
const ok = (name: Name, description: string) => ({ description, headers, ...json(name) });

const SIGNED = [
  inHeader("webhook-id", true, "The message's id"),
  inHeader("webhook-timestamp", true, "Seconds since 1970; refuse what is older than five minutes"),
  inHeader("webhook-signature", true, "v1, and the base64 of HMAC-SHA256 over id.timestamp.body, by the shared secret (Standard Webhooks); several are separated by spaces"),
];

/** What the shop sends, by kind. */
const SENT = [
  ["sale.completed", "SaleCompleted", "A sale is paid"], ["sale.refunded", "SaleRefunded", "Something was given back; soFar is cumulative"],
  ["sale.reattributed", "SaleReattributed", "The sale is somebody else's now"], ["member.enrolled", "Member", "Somebody came in"], ["member.changed", "Member", "Role, parent or status changed"],
] as const;

const webhooks = Object.fromEntries(
  SENT.map(([kind, schema, summary]) => [kind, {
    post: {
      summary, description: `Sent to ${WIRE_PATHS[kind]} below your address.`, operationId: kind,
      parameters: [...SIGNED, inHeader("idempotency-key", true, "The message's id: the same message again is the same key")],
      requestBody: { required: true, ...json(schema) },
      responses: {
        "201": { description: "Taken", ...json("Accepted") }, "200": { description: "Taken before; duplicate is true", ...json("Accepted") },
        "4XX": { description: "Refused for good: an operator of the shop reads detail. Not 401, 403, 404, 408, 425 and 429, which are tried again", ...json("Problem", "application/problem+json") },
        "5XX": { description: "Tried again, from 1 s to 1 h apart, for 24 h" },
      },
    },
  }]),
);

/** Routes that your side serves besides, so that the shop can look before it sends again, and reconcile. */
const yours = {
  lookup: { get: {
    summary: "Do you have this message?", description: `Asked at ${LOOKUP_PATH}{id} after a doubt, signed over an empty body.`, operationId: "lookup", parameters: SIGNED,
    responses: { "200": { description: "Yes", ...json("Accepted") }, "404": { description: "No; code is unknown_message", ...json("Problem", "application/problem+json") } },
  } },
  reconciliation: { get: {
    summary: "Which sales do you have?", description: `Asked at ${SALES_PATH} once a day, signed over an empty body.`, operationId: "listBooked",
    parameters: [...SIGNED, inQuery("from", "Paid at this moment or later"), inQuery("to", "Paid before this moment"), inQuery("cursor", "next of the page before")],
    responses: { "200": { description: "At most 1,000 sales", ...json("BookedPage") } },
  } },
};

const secured = (scope: string) => ({ security: [{ token: [scope] }] });
const externalId = inPath("externalId", "Your id of the distributor");
const paths = {
  "/distributors/{externalId}": {
    get: { summary: "A distributor", operationId: "getDistributor", ...secured("distributors:read"), parameters: [externalId], responses: { "200": ok("Distributor", "The distributor"), "404": problem("Not one of ours"), ...COMMON } },
    put: {
      summary: "Enrol a distributor or bring them up to date", description: "Send the whole of them; what is left out is empty.", operationId: "putDistributor", ...secured("distributors:write"),
      parameters: [externalId, inHeader("Idempotency-Key", false, "The same key and request get the same answer for a day")],
      requestBody: { required: true, ...json("DistributorInput") },
      responses: { "200": ok("Distributor", "Brought up to date"), "201": ok("Distributor", "Enrolled"), "409": problem("Address or shop name is another member's"), "422": problem("problems names field and reason"), ...COMMON },
    },
  },
  "/sales": { get: {
    summary: "Sales in the order in which they were settled", description: "Pages that never pass over a sale: keep the cursor and go on from it whenever you like. A sale shows after ten seconds.", operationId: "listSales", ...secured("sales:read"),
    parameters: [inQuery("cursor", "Where the page before ended"), inQuery("limit", "At most 100")], responses: { "200": ok("SalesPage", "A page"), "400": problem("Not a cursor of ours"), ...COMMON },
  } },
  "/members/{id}/wallet": { get: {
    summary: "A member's wallets now", operationId: "getWallet", ...secured("wallets:read"), parameters: [inPath("id", "Our id of the member, mem_...")], responses: { "200": ok("Wallet", "The wallets"), "404": problem("Not one of ours"), ...COMMON },
  } },
};

/** The whole contract, both ways. OpenAPI 3.1 */
export function openApi(appUrl: string): object {
  const { schemas } = z.toJSONSchema(registry, { uri: (id) => `#/components/schemas/${id}`, io: "input" });
  // Parts that several documents share lie in a document of their own, which OpenAPI has no place for.
  const { __shared, ...own } = JSON.parse(JSON.stringify(schemas).replaceAll("__shared#/$defs/", "")) as Record<string, object> & { __shared?: { $defs?: Record<string, object> } };
  const stripped = Object.fromEntries(Object.entries({ ...own, ...__shared?.$defs }).map(([name, schema]) => [name, Object.fromEntries(Object.entries(schema).filter(([key]) => key !== "$schema" && key !== "$id" && key !== "id"))]));
  return {
    openapi: "3.1.0",
    info: { title: "Cagnotte", version: "1", description: `Both ways between a shop and its commission system. Rules of signature, idempotency, retry and order: ${appUrl}/api/v1/docs` },
    servers: [{ url: `${appUrl}/api/v1` }],
    paths,
    webhooks: { ...webhooks, ...yours },
    components: { schemas: stripped, securitySchemes: { token: { type: "http", scheme: "bearer", description: "Made in the office or by npm run token" } } },
  };
}
