import { expect, it } from "vitest";
import { Circuit } from "./circuit";
import type { JobOutcome } from "./types";

const FAILED: JobOutcome = { result: "retry", afterMs: null, why: "answer 503" };
const DONE: JobOutcome = { result: "done" };

function broken(at = 0): Circuit {
  const circuit = new Circuit();
  for (let n = 0; n < 10; n += 1) circuit.end(`m${n}`, FAILED, at);
  return circuit;
}

it("stays closed as long as one of ten in a row gets through", () => {
  const circuit = new Circuit();
  for (let n = 0; n < 100; n += 1) circuit.end(`m${n}`, n % 10 === 9 ? DONE : FAILED, 0);
  expect(circuit.allowance(8, 0)).toBe(8);
});

it("lets nothing start while it is open, then one message, and nobody beside it", () => {
  const circuit = broken();
  expect([circuit.allowance(8, 0), circuit.allowance(8, 999), circuit.allowance(8, 1_000)]).toEqual([0, 0, 1]);
  circuit.start("probe");
  expect(circuit.allowance(8, 1_000)).toBe(0);
});

it("opens for longer each time that a try fails, and keeps since when", () => {
  const circuit = broken();
  const waits: number[] = [];
  for (let now = 1_000, n = 0; n < 9; n += 1) {
    circuit.start("probe");
    expect(circuit.end("probe", FAILED, now)).toBe(true);
    waits.push((circuit.state?.until.getTime() ?? 0) - now);
    now = circuit.state?.until.getTime() ?? 0;
  }
  expect(waits).toEqual([2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000, 60_000]);
  expect(circuit.state).toMatchObject({ brokenSince: new Date(0), why: "answer 503" });
});

it("waits as long as the other side asked for", () => {
  const circuit = broken();
  circuit.start("probe");
  circuit.end("probe", { ...FAILED, afterMs: 300_000 }, 1_000);
  expect(circuit.allowance(8, 300_999)).toBe(0);
  expect(circuit.allowance(8, 301_000)).toBe(1);
});

it("closes with the first answer, also one that refuses the message", () => {
  for (const answer of [DONE, { result: "dead", code: "no", words: "no" }] as const) {
    const circuit = broken();
    circuit.start("probe");
    expect(circuit.end("probe", answer, 1_000)).toBe(false);
    expect([circuit.state, circuit.allowance(8, 1_000)]).toEqual([null, 8]);
  }
});

it("lets another message try when the one that tried broke by itself", () => {
  const circuit = broken();
  circuit.start("probe");
  circuit.forget("probe");
  expect(circuit.allowance(8, 1_000)).toBe(1);
});
