import type { Brand } from "./brand";
import { invariant } from "./invariant";

/** Every id in the system, with the prefix that makes it recognisable in a log line. */
const PREFIX = {
  alert: "alr",
  application: "app",
  audit: "aud",
  cart: "crt",
  collection: "col",
  consent: "csn",
  cartLine: "cli",
  delivery: "dlv",
  difference: "dif",
  dispute: "dsp",
  filter: "flt",
  import: "imp",
  invoice: "inv",
  line: "lin",
  member: "mem",
  message: "msg",
  movement: "mov",
  notice: "ntc",
  order: "ord",
  parcel: "pcl",
  payout: "pay",
  picture: "pic",
  product: "prd",
  reconciliation: "rec",
  refund: "ref",
  session: "ses",
  token: "tok",
  trail: "trl",
  transaction: "txn",
  variant: "var",
  withdrawal: "wdr",
} as const;

export type IdKind = keyof typeof PREFIX;
export type Id<K extends IdKind> = Brand<string, K>;
export type CartId = Id<"cart">;
export type CollectionId = Id<"collection">;
export type InvoiceId = Id<"invoice">;
export type LineId = Id<"line">;
export type MemberId = Id<"member">;
export type MessageId = Id<"message">;
export type PayoutId = Id<"payout">;
export type NoticeId = Id<"notice">;
export type ApplicationId = Id<"application">;
export type OrderId = Id<"order">;
export type ProductId = Id<"product">;
export type RefundId = Id<"refund">;
export type TransactionId = Id<"transaction">;
export type VariantId = Id<"variant">;
export type WithdrawalId = Id<"withdrawal">;

const HEX = /^[0-9a-f]{32}$/;

/**
 * Mints a new id: a prefix and a UUIDv7 as 32 hex digits, so that ids sort by the time they were made.
 * @param at the time to stamp, milliseconds since 1970; the clock when left out
 * @see RFC 9562 §5.7
 */
export function newId<K extends IdKind>(kind: K, at = Date.now()): Id<K> {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let i = 0; i < 6; i += 1) bytes[i] = Number((BigInt(at) >> BigInt(40 - 8 * i)) & 0xffn);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${PREFIX[kind]}_${hex}` as Id<K>;
}

/** The smallest id of a moment: whatever is made later sorts behind it. Times of which ids tell are found by them, without an index. */
export function firstId<K extends IdKind>(kind: K, at: Date): Id<K> {
  return `${newId(kind, at.getTime()).slice(0, -20)}${"0".repeat(20)}` as Id<K>;
}

/** Reads an id from outside. Null when the text is not an id of this kind. */
export function parseId<K extends IdKind>(kind: K, text: string): Id<K> | null {
  const prefix = `${PREFIX[kind]}_`;
  return text.startsWith(prefix) && HEX.test(text.slice(prefix.length)) ? (text as Id<K>) : null;
}

/** The UUID inside an id, as the database stores it: 32 hex digits without dashes. */
export function uuidOf(id: Id<IdKind>): string {
  return id.slice(id.indexOf("_") + 1);
}

/** The id of a stored UUID, with or without dashes. */
export function idOf<K extends IdKind>(kind: K, uuid: string): Id<K> {
  const hex = uuid.replaceAll("-", "").toLowerCase();
  invariant(HEX.test(hex), `not a UUID: ${uuid}`);
  return `${PREFIX[kind]}_${hex}` as Id<K>;
}
