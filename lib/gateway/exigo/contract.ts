import { z } from "zod";

/**
 * The part of Exigo's REST API 3.0 that we speak, as its public pages, its PHP client and two public integrations show
 * it. Unknown fields are let through. Nobody's sandbox was asked: what is marked so must be tried in the company's own.
 */

const result = z.looseObject({ status: z.string(), errors: z.array(z.string()).nullish(), transactionKey: z.string().nullish() });

/** Any answer that says whether it worked. HTTP 200 alone does not. */
export const answerSchema = z.looseObject({ result, orderID: z.int().nullish(), customerID: z.int().nullish() });

export const transactionSchema = z.looseObject({
  transactionResponses: z.array(z.looseObject({ typeName: z.string(), response: answerSchema })),
});

export const detailSchema = z.looseObject({
  itemCode: z.string(),
  quantity: z.number(),
  priceEach: z.number().default(0),
  taxableEach: z.number().default(0),
  businessVolumeEach: z.number().default(0),
  commissionableVolumeEach: z.number().default(0),
});

const other = z.string().nullish();
export const orderSchema = z.looseObject({
  orderID: z.int(),
  customerID: z.int(),
  orderType: z.int(),
  orderDate: z.string(),
  currencyCode: z.string(),
  total: z.number(),
  shippingTotal: z.number().default(0),
  returnOrderID: z.int().nullish(),
  transferVolumeToID: z.int().nullish(),
  transferVolumeToKey: z.string().nullish(),
  ...{ other11: other, other12: other, other13: other, other14: other, other15: other, other16: other, other17: other },
  details: z.array(detailSchema).default([]),
});
export type ExigoOrder = z.output<typeof orderSchema>;
export const ordersSchema = z.looseObject({ orders: z.array(orderSchema) });

export const customersSchema = z.looseObject({
  customers: z.array(z.looseObject({ customerID: z.int(), customerKey: z.string().nullish(), field1: z.string().nullish(), field2: z.string().nullish() })),
});

/** Exigo's numbers. Public code names them; their values are positions in its enumerations. */
export const ORDER_STATUS = { accepted: 7 } as const;
export const ORDER_TYPE = { return: 8, api: 11 } as const;

export type ExigoRequest =
  | { readonly typeName: "CreateCustomerRequest"; readonly request: Readonly<Record<string, unknown>> }
  | { readonly typeName: "CreateOrderRequest"; readonly request: Readonly<Record<string, unknown>> }
  | { readonly typeName: "CreatePaymentRequest"; readonly request: Readonly<Record<string, unknown>> };

/** Our fields among theirs. A company keeps them free for us. */
export const OURS = {
  /** On orders: the order number, what the order is, its stage, its distributor, what was paid out, the volume policy, the message. */
  order: { number: "other11", role: "other12", stage: "other13", distributor: "other14", paidOut: "other15", policy: "other16", message: "other17" },
  /** On customers: the member's id, and the last message about them. */
  customer: { member: "field1", message: "field2" },
} as const;
