import { afterAll, beforeAll, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { transact } from "@/db/transact";
import { writeHouse } from "./commands";
import { HOUSE } from "./input";
import { readHouse } from "./queries";

const AT = new Date("2026-11-02T12:00:00Z");
let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.close());

it("is that of a new installation until somebody says otherwise, each setting by itself", async () => {
  expect(await readHouse(test.db)).toEqual({ look: { accent: "#41592b", font: "book", logo: null }, sender: { name: "", replyTo: "" }, texts: {}, handles: [], languages: ["fr", "en"] });
  await transact(test.db, async (tx) => {
    await writeHouse(tx, "look", { value: HOUSE.look.parse({ accent: "#8B2252", font: "round", logo: "logo-1" }), at: AT });
    await writeHouse(tx, "languages", { value: ["fr"], at: AT });
    return { ok: true };
  });
  expect(await readHouse(test.db)).toMatchObject({ look: { accent: "#8b2252", font: "round", logo: "logo-1" }, languages: ["fr"], handles: [] });
});

it("takes no colour, name, address or handle that could say more than it is", () => {
  const refused = [HOUSE.look.safeParse({ accent: "red;}body{display:none" }), HOUSE.look.safeParse({ logo: "../secret" }), HOUSE.sender.safeParse({ name: "Boutique\r\nBcc: x" }), HOUSE.sender.safeParse({ replyTo: "nowhere" }), HOUSE.handles.safeParse(["É"]), HOUSE.languages.safeParse(["en"])];
  expect(refused.map(({ success }) => success)).toEqual(refused.map(() => false));
});
