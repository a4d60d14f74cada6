import { expect, it } from "vitest";
import { Courtesy } from "./courtesy";

/** A courtesy under a clock of its own: each step is 300 ms in which the thread asked for all of the processor and got a part of it. */
function underAClock() {
  let [at, got] = [0, 0];
  const courtesy = new Courtesy(() => ({ askedMs: at, gotMs: got }), () => at);
  return (part: number, { told = true, steps = 1 } = {}): number => {
    for (let step = 0; step < steps; step += 1) {
      at += 300;
      got += 300 * part;
      if (told) courtesy.heard();
      courtesy.pauseMs();
    }
    return courtesy.pauseMs();
  };
}

it("stands back for nobody while it gets what it asks for", () => {
  expect(underAClock()(0.9, { steps: 50 })).toBe(0);
});

it("stands back longer and longer in a rush, up to a second, and less and less once there is room again", () => {
  const step = underAClock();
  expect([step(0.5), step(0.5), step(0.5), step(0.5)]).toEqual([64, 256, 1_024, 1_024]);
  expect([step(0.9), step(0.9)]).toEqual([512, 256]);
  expect(step(0.9, { steps: 5 })).toBe(0);
});

it("goes on at full pace where nothing new comes: then it is its own work that the machine is crowded with", () => {
  const step = underAClock();
  expect(step(0.3, { told: false, steps: 50 })).toBe(0);
  expect(step(0.3, { steps: 10 })).toBe(1_024);
  expect(step(0.3, { told: false, steps: 6 })).toBe(0);
});

it("takes what lasts longer than a minute for no rush", () => {
  const step = underAClock();
  expect(step(0.3, { steps: 190 })).toBe(1_024);
  expect(step(0.3, { steps: 20 })).toBe(0);
  expect(step(0.3, { steps: 300 })).toBe(0);
  // There was room, and then the next rush.
  step(0.9, { steps: 10 });
  expect(step(0.3, { steps: 10 })).toBe(1_024);
});

it("takes what works little for nobody's burden, however long it waits each time", () => {
  let at = 0;
  const courtesy = new Courtesy(() => ({ askedMs: at / 6, gotMs: 0 }), () => at);
  for (; at < 5_000; at += 300) {
    courtesy.heard();
    expect(courtesy.pauseMs()).toBe(0);
  }
});
