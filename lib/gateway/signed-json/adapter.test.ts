import { afterEach, expect, it } from "vitest";
import { type Simulator, startCommissionSimulator } from "../../sandbox/commission/server";
import { commissionContract, exampleRefund, exampleSale, type Misbehaviour } from "../commission.contract";
import { createSignedJsonAdapter } from "./adapter";
import { wireSchemas } from "./contract";
import { toWire } from "./wire";
import type { Received } from "../../sandbox/commission/received";
import type { MessageId } from "../../kernel/id";

const SECRET = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
const running: Simulator[] = [];
afterEach(async () => {
  for (const simulator of running.splice(0)) await simulator.close();
});

commissionContract("signed-json", async () => {
  const simulator = await startCommissionSimulator({ port: 0, secret: SECRET });
  return {
    adapter: createSignedJsonAdapter({ baseUrl: simulator.url, secret: SECRET, timeoutMs: 300 }),
    misbehave: (how) => configure(simulator, how),
    inEffect: async () => (await booked(simulator)).map(({ message }) => message.id as MessageId),
    close: () => simulator.close(),
  };
});

async function configure({ url }: Simulator, how: Misbehaviour): Promise<void> {
  const answer = await fetch(`${url}/_sandbox/settings`, { method: "PUT", body: JSON.stringify(how) });
  expect(answer.status).toBe(200);
}

async function booked({ url }: Simulator): Promise<readonly Received[]> {
  const { received } = (await (await fetch(`${url}/_sandbox/received`)).json()) as { received: Received[] };
  return received;
}

async function start(journal?: string): Promise<Simulator> {
  const simulator = await startCommissionSimulator({ port: 0, secret: SECRET, ...(journal ? { journal } : {}) });
  running.push(simulator);
  return simulator;
}

it("retries, and books nothing, when the signature is made with another secret", async () => {
  const simulator = await start();
  const adapter = createSignedJsonAdapter({ baseUrl: simulator.url, secret: `whsec_${Buffer.alloc(32, 8).toString("base64")}` });
  expect((await adapter.deliver(exampleSale(), false)).outcome).toMatchObject({ result: "retry", why: "answer 401" });
  expect(await booked(simulator)).toEqual([]);
});

it("is refused when the same message comes back with another content", async () => {
  const simulator = await start();
  const adapter = createSignedJsonAdapter({ baseUrl: simulator.url, secret: SECRET });
  const sale = exampleSale();
  await adapter.deliver(sale, false);
  const { outcome } = await adapter.deliver({ ...sale, totalMinor: 1n }, false);
  expect(outcome).toMatchObject({ result: "refused", code: "other_content" });
});

it("takes a 404 that is not the contract's own for a doubt and sends nothing", async () => {
  const simulator = await start();
  const adapter = createSignedJsonAdapter({ baseUrl: `${simulator.url}/wrong`, secret: SECRET });
  const { outcome, exchanges } = await adapter.deliver(exampleSale(), true);
  expect(outcome).toMatchObject({ result: "retry" });
  expect(exchanges).toHaveLength(1);
});

it("writes a message that its own published schema accepts, without a single surplus field", () => {
  const wire = toWire(exampleSale());
  expect(wireSchemas["sale.completed"].strict().parse(wire)).toEqual(wire);
});

it("lists what the other side has booked, page by page, with what became of it", async () => {
  const simulator = await start();
  const adapter = createSignedJsonAdapter({ baseUrl: simulator.url, secret: SECRET });
  const sale = exampleSale();
  await adapter.deliver(sale, false);
  await adapter.deliver(exampleRefund(sale, 4_000n), false);
  const listed = [];
  for await (const page of adapter.listBooked({ from: new Date("2026-03-01T00:00:00Z"), to: new Date("2026-03-02T00:00:00Z") })) listed.push(...page);
  expect(listed).toMatchObject([{ number: sale.number, totalMinor: 10_490n, returnedMinor: 4_000n, distributor: { externalId: "D-77" } }]);
  const stranger = createSignedJsonAdapter({ baseUrl: simulator.url, secret: `whsec_${Buffer.alloc(32, 8).toString("base64")}` });
  await expect(stranger.listBooked({ from: new Date(0), to: new Date() })[Symbol.asyncIterator]().next()).rejects.toThrow("401");
});
