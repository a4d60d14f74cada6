import { expect, it } from "vitest";
import { newId } from "@/lib/kernel/id";
import { eventId, frame, keyOf, toWire } from "./rules";
import type { State } from "./types";

const wallets: State = { kind: "wallets", currency: "EUR", accounts: { credit_available: { version: 12n, minor: -350n }, earnings_available: { version: 3n, minor: 90_000_000_000_000_000n } } };

it("names the versions of the stream's accounts, in one order, whatever is open", () => {
  expect(eventId(wallets)).toBe("12.0.3.0");
  expect(eventId({ kind: "wallets", currency: "EUR", accounts: {} })).toBe("0.0.0.0");
  expect(eventId({ kind: "order", status: "paid", received: 890n, currency: "EUR" })).toBe("paid.890");
});

it("writes amounts as texts, so that none is rounded on the way", () => {
  expect(toWire(wallets)).toEqual({ kind: "wallets", currency: "EUR", accounts: { credit_available: ["12", "-350"], earnings_available: ["3", "90000000000000000"] } });
});

it("writes an event on lines of its own", () => {
  expect(frame({ name: "state", id: "1.0.0.0", data: { a: "b\nc" } })).toBe('event: state\nid: 1.0.0.0\ndata: {"a":"b\\nc"}\n\n');
  expect(frame({ name: "beat" })).toBe("event: beat\ndata: \n\n");
});

it("calls a subject by its UUID, which no two kinds share", () => {
  const member = newId("member");
  expect(`mem_${keyOf({ kind: "wallets", member })}`).toBe(member);
});
