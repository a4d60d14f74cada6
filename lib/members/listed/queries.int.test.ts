import { afterAll, beforeAll, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { NOON } from "@/db/testing/sale";
import { transact } from "@/db/transact";
import { enrolDistributor } from "../commands";
import { findListed, searchListed } from "./queries";

let test: TestDatabase;
const enrol = async (firstName: string, lastName: string, place: { readonly town: string; readonly listed: boolean }) => {
  const handle = `${firstName}-${lastName}`.normalize("NFD").replace(/[^a-zA-Z-]/g, "").toLowerCase();
  return transact(test.db, async (tx) => ({
    ok: true as const,
    id: await enrolDistributor(tx, { email: `${handle}@test.example`, firstName, lastName, ...place, statusLabel: "", picture: null, words: null, externalId: handle, handle, parent: null, at: NOON }),
  }));
};
beforeAll(async () => {
  test = await freshDatabase();
  await enrol("Léa", "Fontaine", { town: "Lyon", listed: true });
  await enrol("Élise", "Moreau", { town: "Aix-en-Provence", listed: true });
  await enrol("Lea", "Cachée", { town: "Lyon", listed: false });
});
afterAll(() => test.close());
const names = async (text: string) => (await searchListed(test.db, text)).map(({ firstName, lastName }) => `${firstName} ${lastName}`);

it("finds those who agreed by name and town, whatever the accents and the order, and nobody else", async () => {
  expect(await names("lea lyon")).toEqual(["Léa Fontaine"]);
  expect(await names("MOREAU elise")).toEqual(["Élise Moreau"]);
  expect(await names("provence")).toEqual(["Élise Moreau"]);
  expect(await names("cachée")).toEqual([]);
});

it("lists nobody for less than two letters, and takes no wildcard", async () => {
  expect(await names("l")).toEqual([]);
  expect(await names("%%")).toEqual([]);
  expect(await names("")).toEqual([]);
});

it("answers for an id only when they agreed", async () => {
  const { id } = await enrol("Paul", "Discret", { town: "Nice", listed: false });
  expect(await findListed(test.db, id)).toBeNull();
});
