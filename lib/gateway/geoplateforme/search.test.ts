import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { startGeocoder } from "@/lib/sandbox/geocoder/server";
import { addressFinder } from "./search";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A service that answers like this, and counts. */
async function answering(status: number, body: string) {
  let asked = 0;
  const server = createServer((_request, response) => {
    asked += 1;
    response.writeHead(status).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  return { apiBase: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked: () => asked };
}

it("finds addresses as they are typed, without accents, with their number", async () => {
  const geocoder = await startGeocoder({ port: 0 });
  closing.push(() => geocoder.close());
  const find = addressFinder({ apiBase: geocoder.url });
  expect(await find("12 bis rue des lil lyon")).toEqual({ ok: true, found: [{ street: "12 bis Rue des Lilas", postalCode: "69003", city: "Lyon" }] });
  expect(await find("quai celest")).toEqual({ ok: true, found: [{ street: "Quai des Célestins", postalCode: "69002", city: "Lyon" }] });
  expect(await find("rue de nulle part")).toEqual({ ok: true, found: [] });
});

it("says that the service is not there, whatever it answers", async () => {
  for (const [status, body] of [[500, "down"], [200, "<html>"], [200, `{"features":[{"properties":{}}]}`], [400, "{}"]] as const) {
    const { apiBase } = await answering(status, body);
    expect(await addressFinder({ apiBase })("rue des lilas")).toEqual({ ok: false, reason: "unavailable" });
  }
  expect(await addressFinder({ apiBase: "http://127.0.0.1:9" })("rue des lilas")).toEqual({ ok: false, reason: "unavailable" });
});

it("stays away for a while once it was told to, and never asks more often than it may", async () => {
  const full = await answering(429, "");
  const find = addressFinder({ apiBase: full.apiBase });
  expect([await find("rue des lilas"), await find("rue des lilas")]).toEqual([{ ok: false, reason: "busy" }, { ok: false, reason: "busy" }]);
  expect(full.asked()).toBe(1);

  const open = await answering(200, `{"features":[]}`);
  const capped = addressFinder({ apiBase: open.apiBase, perSecond: 2 });
  await Promise.all(Array.from({ length: 10 }, () => capped("rue des lilas")));
  expect(open.asked()).toBeLessThanOrEqual(4);
});
